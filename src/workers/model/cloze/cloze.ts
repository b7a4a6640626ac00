import { TokenscopeError } from '../../../common/errors';
import { labelProbabilities } from '../../../common/measures/clozeLabels';
import type { ClozeParams, ClozeResult, ClozeSentence } from '../../../common/protocol/model/cloze';
import { rowAt } from '../encoder/positions';
import { rowsTogether, runRows } from '../encoder/runRows';
import { MaskScores } from '../fillMask/scores';
import { requireMask } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { encodePrompted, labelWords, type LabelWord } from './labelWords';

/** Texts that are encoded between two looks for a cancellation. */
const textsBetweenLooks = 64;

/** Answers `cloze/run`. */
export async function labelByCloze(params: ClozeParams, context: RunContext): Promise<ClozeResult> {
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const maskToken = requireMask(model);
    const prompt = params.prompt.trim();
    const words = await labelWords(model, maskToken, prompt, params.labels);
    const texts = params.sentences.map((sentence) => `${sentence} ${prompt}`);
    // The prompt alone goes as one more row.
    const all = params.calibrate ? [...texts, prompt] : texts;
    const rows: Awaited<ReturnType<typeof encodePrompted>>[] = [];
    for (const text of all) {
      if (rows.length % textsBetweenLooks === 0) {
        await breathe(context.token);
      }
      rows.push(await encodePrompted(model, maskToken, text, prompt));
    }
    const seen = rows.map((row) => row.seen);
    const together = rowsTogether(model.ref.precision);
    const logProbs: (number | null)[][] = [];
    await runRows(
      model.session,
      seen,
      {
        outputs: ['logits'],
        together,
        token: context.token,
        onDone: (done) => context.report({ kind: 'share', share: done / rows.length }),
      },
      (index, outputs) => {
        const position = rows[index]?.at.position ?? 0;
        logProbs[index] = scored(model, rowAt(outputs.get('logits'), position), words);
      },
    );
    const priors = params.calibrate ? (logProbs[texts.length] ?? null) : null;
    return {
      words: words.map(({ label, word, problem }, index) => ({
        label,
        word,
        problem,
        prior: priors?.[index] ?? null,
      })),
      sentences: texts.map((_, index): ClozeSentence => {
        const own = logProbs[index] ?? [];
        return {
          logProbs: own,
          probabilities: probabilitiesOf(words, own, priors, params.labels.length),
          cut: seen[index]?.window !== null,
        };
      }),
      facts: factsOf(model, began, Math.max(...seen.map(({ ids }) => together(ids.length)))),
    };
  });
}

/** ln p of each word; null without a score. */
function scored(
  model: OpenModel,
  logits: Float32Array,
  words: readonly LabelWord[],
): (number | null)[] {
  const scores = new MaskScores(logits, model.texts);
  if (!scores.valid) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  return words.map(({ id }) => (id === null ? null : scores.logProb(id)));
}

/** p of each label over those that have scored words; null for the others. */
function probabilitiesOf(
  words: readonly LabelWord[],
  logProbs: readonly (number | null)[],
  priors: readonly (number | null)[] | null,
  labels: number,
): (number | null)[] {
  const indexes = Array.from({ length: labels }, (_, label) =>
    words.flatMap((word, index) => (word.label === label && word.id !== null ? [index] : [])),
  );
  const usable = indexes.filter((own) => own.length > 0);
  const valuesOf = (from: readonly (number | null)[]): number[][] =>
    usable.map((own) => own.map((index) => from[index] ?? Number.NaN));
  const probabilities = labelProbabilities(valuesOf(logProbs), priors && valuesOf(priors));
  return indexes.map((own) => probabilities[usable.indexOf(own)] ?? null);
}
