import fc from 'fast-check';
import type { StepParams } from '../../../src/common/decoding/processLogits';

/** No processor is on. */
export const off: StepParams = {
  greedy: false,
  repetitionPenalty: 1,
  temperature: 1,
  topK: 0,
  topP: 1,
  noRepeatNgramSize: 0,
  minP: 0,
};

/** The distribution after all processing, by sorting and summing everything. */
export function slowDistribution(
  logits: readonly number[],
  ids: readonly number[],
  params: StepParams,
): Map<number, number> {
  const float = Math.fround;
  const seen = new Set(ids);
  const scores = logits.map((logit, id) => {
    if (!seen.has(id) || params.repetitionPenalty === 1) return logit;
    return float(logit < 0 ? logit * params.repetitionPenalty : logit / params.repetitionPenalty);
  });
  const forbidden = slowlyForbidden(ids, scores.length, params.noRepeatNgramSize);
  let list = scores
    .map((score, id) => ({ id, score: score / params.temperature }))
    .filter(({ id }) => !forbidden.has(id))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  if (params.topK > 0) list = list.slice(0, params.topK);
  const shares = (entries: typeof list): number[] => {
    const weights = entries.map(({ score }) => Math.exp(score - entries[0]!.score));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  if (params.topP < 1) {
    let mass = 0;
    const before = shares(list).map((share) => (mass += share) - share);
    list = list.filter((_, index) => index === 0 || before[index]! < params.topP);
  }
  const [most = 0] = shares(list);
  const kept = shares(list).map((share) => share >= most * params.minP);
  list = list.filter((_, index) => kept[index]);
  const final = shares(list);
  return new Map(list.map(({ id }, index) => [id, final[index]!]));
}

/** Tokens that would make an n-gram of the text come twice, by trying each; none where all would. */
function slowlyForbidden(ids: readonly number[], vocabulary: number, n: number): Set<number> {
  const ngrams = (text: readonly number[]): string[] =>
    n === 0 ? [] : text.map((_, end) => text.slice(end + 1 - n, end + 1).join()).slice(n - 1);
  const held = new Set(ngrams(ids));
  const repeats = Array.from({ length: vocabulary }, (_, id) => id).filter((id) =>
    held.has(ngrams([...ids, id]).at(-1) ?? 'none'),
  );
  return new Set(repeats.length === vocabulary ? [] : repeats);
}

// Distinct eighths: ties and sums at a border would make both implementations right.
export const logitList = fc
  .uniqueArray(fc.integer({ min: -80, max: 80 }), { minLength: 6, maxLength: 160 })
  .map((list) => list.map((value) => value / 8));
// Few different ids, so that n-grams come twice.
export const textIds = fc
  .integer({ min: 0, max: 159 })
  .chain((max) => fc.array(fc.integer({ min: 0, max }), { maxLength: 40 }));
export const params = fc.record({
  greedy: fc.constant(false),
  repetitionPenalty: fc.constantFrom(1, 1, 1.2, 2, 0.5),
  temperature: fc.constantFrom(1, 0.5, 0.7, 2, 10),
  topK: fc.constantFrom(0, 0, 1, 3, 40, 130, 155),
  topP: fc.constantFrom(1, 1, 0.9, 0.5, 0.123, 0.01),
  noRepeatNgramSize: fc.constantFrom(0, 0, 1, 2, 3),
  minP: fc.constantFrom(0, 0, 0.011, 0.1234, 0.77, 1),
});
