import { entropyBits } from '../../../common/measures/entropy';
import { jensenShannonBits } from '../../../common/measures/jensenShannon';
import type {
  ContextShiftParams,
  ContextShiftResult,
  ShiftCandidate,
  ShiftToken,
} from '../../../common/protocol/model/contextShift';
import { largest } from '../../../common/decoding/largest';
import type { OpenModel } from '../models/openModel';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { readPrompt, type PromptReading, type ScoredContinuation } from './readPrompt';

/** Answers `contextShift/run`. */
export function runContextShift(
  params: ContextShiftParams,
  context: RunContext,
): Promise<ContextShiftResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const { prompts, continuations, topK } = params;
    const first = await readPrompt(model, prompts[0], continuations, context);
    context.report({ kind: 'share', share: 0.5 });
    const second = await readPrompt(model, prompts[1], continuations, context);
    return {
      ids: [first.contextIds, second.contextIds],
      dropped: [first.dropped, second.dropped],
      candidates: candidatesOf(model, first, second, topK),
      jsdBits: jensenShannonBits(first.logProbs, second.logProbs),
      entropyBits: [entropyBits(first.logProbs), entropyBits(second.logProbs)],
      continuations: continuations.map((text, index) => ({
        text,
        tokens: tokensOf(model, first.continuations[index], second.continuations[index]),
      })),
      facts: factsOf(model, began, 1),
    };
  });
}

function candidatesOf(
  { texts }: OpenModel,
  { logProbs: first }: PromptReading,
  { logProbs: second }: PromptReading,
  topK: number,
): ShiftCandidate[] {
  const best = [first, second].flatMap((logProbs) =>
    Array.from(largest(Float32Array.from(logProbs), topK)),
  );
  return [...new Set(best)].map((id) => ({
    id,
    token: texts.token(id),
    text: texts.written(id),
    logProbs: [first[id] ?? Number.NaN, second[id] ?? Number.NaN],
    ranks: [rankOf(first, id), rankOf(second, id)],
  }));
}

function rankOf(logProbs: Float64Array, id: number): number {
  const own = logProbs[id] ?? Number.NaN;
  return 1 + logProbs.reduce((larger, logProb) => larger + (logProb > own ? 1 : 0), 0);
}

/** Null where a token of one prompt has no partner after the other. */
function tokensOf(
  { texts }: OpenModel,
  first: ScoredContinuation | undefined,
  second: ScoredContinuation | undefined,
): ShiftToken[] | null {
  if (!first || !second || first.changesLeft || second.changesLeft) {
    return null;
  }
  const same =
    first.ids.length === second.ids.length &&
    first.ids.every((id, index) => id === second.ids[index]);
  return same
    ? first.ids.map((id, index) => ({
        id,
        token: texts.token(id),
        logProbs: [first.logProbs[index] ?? Number.NaN, second.logProbs[index] ?? Number.NaN],
      }))
    : null;
}
