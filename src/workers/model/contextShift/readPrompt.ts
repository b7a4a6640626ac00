import { TokenscopeError } from '../../../common/errors';
import { logSoftmax } from '../../../common/measures/logSoftmax';
import { CausalSession } from '../completion/causalSession';
import type { OpenModel } from '../models/openModel';
import { breathe, type RunContext } from '../models/runModel';
import { leftContext, type LeftContext } from '../nextToken/leftContext';

/** A continuation after one prompt. */
export interface ScoredContinuation extends Pick<LeftContext, 'ids' | 'changesLeft'> {
  /** ln p of each of its tokens, given the prompt and those before it. */
  readonly logProbs: readonly number[];
}

/** What a model expects after one prompt. */
export interface PromptReading extends Pick<LeftContext, 'contextIds' | 'dropped'> {
  /** ln p of every next token, float64 [vocabulary]. */
  readonly logProbs: Float64Array;
  readonly continuations: readonly ScoredContinuation[];
}

/** @throws TokenscopeError `TooLong`, `Cancelled`, `Internal` when a logit is not a number. */
export async function readPrompt(
  model: OpenModel,
  prompt: string,
  continuations: readonly string[],
  { token }: RunContext,
): Promise<PromptReading> {
  const contexts = await contextsOf(model, prompt, continuations);
  const { contextIds, dropped } = shortest(contexts);
  await breathe(token);
  const session = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
  try {
    const logProbs = valid(logSoftmax(await session.feed(contextIds)));
    const scored: ScoredContinuation[] = [];
    for (const { ids, changesLeft } of contexts.slice(0, continuations.length)) {
      const scores: number[] = [];
      let now = logProbs;
      for (const [index, id] of ids.entries()) {
        scores.push(now[id] ?? Number.NaN);
        if (index + 1 < ids.length) {
          await breathe(token);
          now = valid(logSoftmax(await session.feed([id])));
        }
      }
      scored.push({ ids, changesLeft, logProbs: scores });
      if (ids.length > 1 && !session.truncate(contextIds.length)) {
        throw new TokenscopeError('Internal', { reason: 'the cache cannot be taken back' });
      }
    }
    return { contextIds, dropped, logProbs, continuations: scored };
  } finally {
    session.dispose();
  }
}

/** One for each continuation, or the prompt's own where there are none. @throws TokenscopeError `TooLong`. */
async function contextsOf(
  model: OpenModel,
  prompt: string,
  continuations: readonly string[],
): Promise<LeftContext[]> {
  const limit = Math.floor(model.ref.contextLength / 2);
  const contexts: LeftContext[] = [];
  for (const continuation of continuations.length === 0 ? [''] : continuations) {
    const context = await leftContext(model, prompt, continuation);
    if (context.ids.length > limit) {
      throw new TokenscopeError('TooLong', { what: 'tokens', actual: context.ids.length, limit });
    }
    contexts.push(context);
  }
  return contexts;
}

/** The context that leaves room for every continuation: all are scored after the same one. */
function shortest(contexts: readonly LeftContext[]): LeftContext {
  return contexts.reduce((least, each) =>
    each.contextIds.length < least.contextIds.length ? each : least,
  );
}

function valid(logProbs: Float64Array): Float64Array {
  if (Number.isNaN(logProbs[0])) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  return logProbs;
}
