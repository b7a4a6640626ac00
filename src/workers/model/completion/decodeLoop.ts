import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type {
  CacheReuse,
  GeneratedToken,
  SamplingParams,
  StopReason,
  TokenChoice,
} from '../../../common/protocol/model/completion';
import { chooseToken, wantedReading } from '../../../common/decoding/chooseToken';
import { seededRandom } from '../decoding/random';
import { readLogits, type Reading } from '../../../common/decoding/readLogits';
import type { OpenModel } from '../models/openModel';
import type { TokenTexts } from '../models/tokenTexts';
import type { ReadPrompt, CausalText } from './causalText';
import { TextOfTokens } from './textOfTokens';

/** Alternatives given with each token. */
const alternativeCount = 5;

export interface Decoded {
  readonly tokens: readonly GeneratedToken[];
  readonly stopReason: StopReason;
}

/** What the model reads first. */
export interface LoopPrompt {
  /** At least one id. */
  readonly ids: readonly number[];
  readonly reuse?: CacheReuse | undefined;
}

/** The parts of a loaded model that the loop needs. */
export type CausalModel = Pick<OpenModel, 'session' | 'ref' | 'texts' | 'endIds' | 'prompts'>;

/**
 * Generates tokens one by one until the number asked for, an end token, a stop string or cancellation.
 * The thread is free between tokens (each run of the session waits for a turn of the event loop), so
 * that a cancellation is read there.
 * @param onToken called with each token as it is chosen. Text that is still held back when an end
 * token or a cancellation comes is in the last token of the result, not in the one reported here.
 * @returns the tokens, why there are no more, and the tokens of the prompt that were in the cache.
 * @throws TokenscopeError `Internal` when the model's output is not a number.
 */
export async function decodeLoop(
  model: CausalModel,
  prompt: LoopPrompt,
  params: SamplingParams,
  cancellation: CancellationToken,
  onToken: (token: GeneratedToken) => void,
): Promise<Decoded & Pick<ReadPrompt, 'cachedTokens'>> {
  if (cancellation.isCancellationRequested) {
    return { tokens: [], stopReason: 'cancelled', cachedTokens: 0 };
  }
  const { text, logits, cachedTokens } = await model.prompts.read(model, prompt.ids, prompt.reuse);
  let decoded: Decoded;
  try {
    decoded = await generate(text, logits, model, prompt.ids, params, cancellation, onToken);
  } catch (error) {
    text.dispose();
    throw error;
  }
  model.prompts.keep(text);
  return { ...decoded, cachedTokens };
}

async function generate(
  read: CausalText,
  promptLogits: Float32Array,
  model: CausalModel,
  promptIds: readonly number[],
  params: SamplingParams,
  cancellation: CancellationToken,
  onToken: (token: GeneratedToken) => void,
): Promise<Decoded> {
  const random = seededRandom(params.seed);
  const ids = [...promptIds];
  const seen = new Set(promptIds);
  const text = new TextOfTokens(model.texts, params.stop);
  const wanted = wantedReading(params, alternativeCount);
  const tokens: GeneratedToken[] = [];

  let last: number | null = null;
  while (last === null || !cancellation.isCancellationRequested) {
    const logits = last === null ? promptLogits : await read.feed([last]);
    const reading = readLogits(logits, wanted);
    if (Number.isNaN(reading.logSum)) {
      throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
    }
    // The processors change the logits in place; a penalty changes those of tokens that may be chosen.
    const own = params.repetitionPenalty === 1 ? logits : logits.slice();
    const { id, sampledLogProb } = chooseToken(logits, reading, { ids, seen }, params, random);
    if (model.endIds.has(id)) {
      return { tokens: withHeldText(tokens, text.end()), stopReason: 'end' };
    }
    const { chunk, stopped } = text.push(id);
    const full = tokens.length + 1 === params.maxNewTokens;
    const token: GeneratedToken = {
      index: tokens.length,
      id,
      text: model.texts.text(id),
      logProb: (own[id] ?? Number.NaN) - reading.logSum,
      sampledLogProb,
      alternatives: alternatives(model.texts, reading),
      chunk: full && !stopped ? chunk + text.end() : chunk,
    };
    tokens.push(token);
    onToken(token);
    if (stopped || full) {
      return { tokens, stopReason: stopped ? 'stop' : 'length' };
    }
    ids.push(id);
    seen.add(id);
    last = id;
  }
  return { tokens: withHeldText(tokens, text.end()), stopReason: 'cancelled' };
}

function alternatives(texts: TokenTexts, { ids, logits, logSum }: Reading): TokenChoice[] {
  const choices: TokenChoice[] = [];
  for (let rank = 0; rank < Math.min(alternativeCount, ids.length); rank++) {
    const id = ids[rank] ?? 0;
    choices.push({ id, text: texts.text(id), logProb: (logits[rank] ?? 0) - logSum });
  }
  return choices;
}

/** The text is the chunks joined, also at an end that no token announced. */
function withHeldText(tokens: readonly GeneratedToken[], held: string): readonly GeneratedToken[] {
  const last = tokens.at(-1);
  return last === undefined || held === ''
    ? tokens
    : [...tokens.slice(0, -1), { ...last, chunk: last.chunk + held }];
}
