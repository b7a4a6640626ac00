import { largest } from '../../../common/decoding/largest';
import { TokenscopeError } from '../../../common/errors';
import type { TokenChoice } from '../../../common/protocol/model/completion';
import {
  shownCandidates,
  type GuessParams,
  type GuessResult,
  type NextStepParams,
  type NextStepResult,
} from '../../../common/protocol/model/nextStep';
import { tokenScore, type TokenScore } from '../masked/scoreReads';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import type { CausalText } from './causalText';
import { encodePrompt } from './prompt';
import { checkPrefix } from './promptRun';
import { readModelLogits } from './runErrors';

/** Tokens of a guess at most. */
const maxGuess = 64;

/** A place that the model has read up to. */
interface ReadPlace {
  readonly ids: readonly number[];
  readonly text: CausalText;
  /** As of {@link CausalText.readPrompt}. */
  readonly logits: Float32Array;
}

/** Answers `completion/nextStep`. */
export async function runNextStep(
  params: NextStepParams,
  context: RunContext,
): Promise<NextStepResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    return atPlace(model, params, 1, context, ({ ids, logits }) => ({
      // The model's memory is given back.
      logits: logits.slice(),
      ids,
      texts: mayBeShown(logits, ids).map((id) => [id, model.texts.text(id)] as const),
      facts: factsOf(model, began, 1),
    }));
  });
}

/** Answers `completion/guess`. */
export async function runScoreGuess(
  params: GuessParams,
  context: RunContext,
): Promise<GuessResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const ids = await guessIds(model, params.guess);
    return atPlace(model, params, ids.length, context, async ({ text, logits }) => {
      const [bestId = 0] = largest(logits, 1);
      const best = choiceOf(model, bestId, tokenScore(logits, bestId));
      const scores = await scoreChain(text, logits, ids, context);
      return {
        tokens: scores.map((score, index) => choiceOf(model, ids[index] ?? 0, score)),
        logProb: scores.reduce((sum, { logProb }) => sum + logProb, 0),
        rankFirst: scores[0]?.rank ?? 0,
        best,
        facts: factsOf(model, began, 1),
      };
    });
  });
}

/** Reads up to a place, with `room` tokens behind it. */
async function atPlace<T>(
  model: OpenModel,
  { prompt, prefixIds }: NextStepParams,
  room: number,
  { token }: RunContext,
  work: (place: ReadPlace) => T | Promise<T>,
): Promise<T> {
  const { tokenizer, ref, prompts } = model;
  const prefix = checkPrefix(prefixIds, tokenizer.vocabularySize);
  // The last token of the room is not read.
  const { ids } = await encodePrompt(tokenizer, prompt, ref.contextLength - room + 1, prefix);
  await breathe(token);
  return prompts.use(model, { ids, reuse: 'prefix' }, ({ text, logits }) => {
    readModelLogits(ref.id, logits, 1);
    return work({ ids, text, logits });
  });
}

/**
 * Ids that can be among the likeliest after the processors: temperature keeps the order, and the
 * penalties move only tokens that were seen.
 */
function mayBeShown(logits: Float32Array, ids: readonly number[]): number[] {
  const seen = new Set(ids);
  return [...new Set([...largest(logits, shownCandidates + seen.size), ...seen])];
}

async function guessIds({ tokenizer }: OpenModel, guess: string): Promise<readonly number[]> {
  const encoding = await tokenizer.tokenizer.encode(guess, null, { addSpecialTokens: false });
  const ids = encoding.getIds();
  if (ids.length === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  if (ids.length > maxGuess) {
    const actual = ids.length;
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit: maxGuess });
  }
  return ids;
}

async function scoreChain(
  text: CausalText,
  logits: Float32Array,
  ids: readonly number[],
  { token }: RunContext,
): Promise<TokenScore[]> {
  const scores: TokenScore[] = [];
  let now = logits;
  for (const [index, id] of ids.entries()) {
    scores.push(tokenScore(now, id));
    if (index + 1 < ids.length) {
      await breathe(token);
      now = await text.feed([id]);
    }
  }
  return scores;
}

function choiceOf({ texts }: OpenModel, id: number, { logProb }: TokenScore): TokenChoice {
  return { id, text: texts.text(id), logProb };
}
