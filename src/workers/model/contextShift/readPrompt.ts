import { TokenscopeError } from '../../../common/errors';
import { logSoftmax } from '../../../common/measures/logSoftmax';
import { CausalSession } from '../completion/causalSession';
import type { OpenModel } from '../models/openModel';
import { breathe, type RunContext } from '../models/runModel';
import { leftContext, type LeftContext } from '../nextToken/leftContext';

/** What a model expects after one prompt. */
export interface PromptReading extends LeftContext {
  /** ln p of every next token, float64 [vocabulary]. */
  readonly logProbs: Float64Array;
  /** Of each token of the continuation, given the prompt and those before it. */
  readonly continuation: readonly number[];
}

/** @throws TokenscopeError `TooLong`, `Cancelled`, `Internal` when a logit is not a number. */
export async function readPrompt(
  model: OpenModel,
  prompt: string,
  continuation: string,
  { token }: RunContext,
): Promise<PromptReading> {
  const context = await leftContext(model, prompt, continuation);
  const { contextIds, ids } = context;
  const limit = Math.floor(model.ref.contextLength / 2);
  if (ids.length > limit) {
    throw new TokenscopeError('TooLong', { what: 'tokens', actual: ids.length, limit });
  }
  await breathe(token);
  const session = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
  try {
    const logProbs = valid(logSoftmax(await session.feed(contextIds)));
    const scores: number[] = [];
    let now = logProbs;
    for (const [index, id] of ids.entries()) {
      scores.push(now[id] ?? Number.NaN);
      if (index + 1 < ids.length) {
        await breathe(token);
        now = valid(logSoftmax(await session.feed([id])));
      }
    }
    return { ...context, logProbs, continuation: scores };
  } finally {
    session.dispose();
  }
}

function valid(logProbs: Float64Array): Float64Array {
  if (Number.isNaN(logProbs[0])) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  return logProbs;
}
