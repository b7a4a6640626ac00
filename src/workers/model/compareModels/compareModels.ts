import { klDivergenceBits } from '../../../common/measures/klDivergence';
import { largestDifference } from '../../../common/measures/largestDifference';
import type {
  CompareModelsParams,
  CompareModelsResult,
} from '../../../common/protocol/model/compareModels';
import type { ModelRef } from '../../../common/protocol/model/models';
import { runModel, type RunContext } from '../models/runModel';
import { compareTokens } from './compareTokens';
import { readPlace, type PlaceReading } from './readPlace';

/** Answers `compareModels/run`. */
export async function runCompareModels(
  params: CompareModelsParams,
  context: RunContext,
): Promise<CompareModelsResult> {
  const { model, other, texts, focus, topK } = params;
  // One after the other: when memory is short, the first makes room for the second.
  const read = (ref: ModelRef, text: string): Promise<PlaceReading> =>
    runModel(context, { model: ref }, model.task, (open) => readPlace(open, text, focus, context));
  const first = await read(model, texts[0]);
  context.report({ kind: 'share', share: 0.5 });
  const second = await read(other, texts[1]);
  const sameVocabulary =
    first.logProbs.length === second.logProbs.length &&
    first.ids.length === second.ids.length &&
    first.ids.every((id, index) => id === second.ids[index]) &&
    tokenizerOf(model) === tokenizerOf(other);
  const tokens = compareTokens(first, second, topK, sameVocabulary);
  const largest = sameVocabulary ? largestDifference(first.logProbs, second.logProbs) : null;
  const top = (side: 0 | 1): string | undefined =>
    tokens.find(({ ranks }) => ranks[side] === 1)?.text;
  return {
    tokens,
    sameVocabulary,
    klBits: sameVocabulary
      ? [
          klDivergenceBits(first.logProbs, second.logProbs),
          klDivergenceBits(second.logProbs, first.logProbs),
        ]
      : null,
    largest: largest && {
      token: first.texts.token(largest.id),
      difference: largest.difference,
    },
    sameTop: top(0) === top(1),
    runMilliseconds: [median(first.milliseconds), median(second.milliseconds)],
    timedRuns: [first.milliseconds.length, second.milliseconds.length],
    readTokens: [first.ids.length, second.ids.length],
    facts: [first.facts, second.facts],
  };
}

/** Hash of the tokenizer's file: the same one gives the same ids. */
function tokenizerOf({ files }: ModelRef): string | undefined {
  return files.find(({ path }) => path === 'tokenizer.json')?.sha256;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
