import { chooseToken, wantedReading } from '../../../common/decoding/chooseToken';
import type { Reading } from '../../../common/decoding/readLogits';
import type {
  GeneratedToken,
  SamplingParams,
  StopReason,
  TokenChoice,
} from '../../../common/protocol/model/completion';
import { seededRandom } from '../decoding/random';
import type { OpenModel } from '../models/openModel';
import type { TokenTexts } from '../models/tokenTexts';
import type { WantedPrompt } from './promptCache';
import { readModelLogits } from './runErrors';
import { TextOfTokens } from './textOfTokens';

/** Alternatives given with each token. */
export const alternativeCount = 5;

export interface Decoded {
  readonly tokens: readonly GeneratedToken[];
  readonly stopReason: StopReason;
}

/** What the model reads first. */
export interface LoopPrompt extends WantedPrompt {
  /** Generated before (`TextPlace.prefixIds`); they stand at the end of `ids`. */
  readonly prefixIds?: readonly number[] | undefined;
}

/** One text that is being generated: chooses its tokens, from the model's output, until it ends. */
export class Continuation {
  private readonly ids: number[];
  private readonly seen: Set<number>;
  private readonly random: () => number;
  private readonly text: TextOfTokens;
  private readonly wanted: number;
  private readonly tokens: GeneratedToken[] = [];
  private stopReason: StopReason | null = null;

  /**
   * @param onToken called with each token as it is chosen. Text that is still held back when an end token
   * or a cancellation comes is in the last token of {@link decoded}, not in the one reported here.
   */
  constructor(
    private readonly model: Pick<OpenModel, 'ref' | 'texts' | 'endIds'>,
    { ids, prefixIds = [] }: LoopPrompt,
    private readonly params: SamplingParams,
    private readonly onToken: (token: GeneratedToken) => void,
  ) {
    this.ids = [...ids];
    this.seen = new Set(ids);
    this.random = seededRandom(params.seed);
    if (!params.greedy) {
      // The draws of the prefix, one a token, were made before.
      prefixIds.forEach(this.random);
    }
    this.text = new TextOfTokens(model.texts, params.stop);
    this.text.follow(prefixIds);
    this.wanted = wantedReading(params, alternativeCount);
  }

  /**
   * Chooses the next token.
   * @param logits of the model, [vocabulary]; they are changed.
   * @returns the id to feed next; null when the text has ended.
   * @throws TokenscopeError `NotNumbers`.
   */
  next(logits: Float32Array): number | null {
    const { params, ids, seen, tokens, model } = this;
    const reading = readModelLogits(model.ref.id, logits, this.wanted);
    // The processors change the logits in place; a penalty changes those of tokens that may be chosen.
    const own = params.repetitionPenalty === 1 ? logits : logits.slice();
    const { id, sampledLogProb } = chooseToken(logits, reading, { ids, seen }, params, this.random);
    if (model.endIds.has(id)) {
      this.stopReason = 'end';
      return null;
    }
    const { chunk, stopped } = this.text.push(id);
    const full = tokens.length + 1 === params.maxNewTokens;
    const token: GeneratedToken = {
      index: tokens.length,
      id,
      text: model.texts.text(id),
      logProb: (own[id] ?? Number.NaN) - reading.logSum,
      sampledLogProb,
      alternatives: alternatives(model.texts, reading),
      chunk: full && !stopped ? chunk + this.text.end() : chunk,
    };
    tokens.push(token);
    this.onToken(token);
    if (stopped || full) {
      this.stopReason = stopped ? 'stop' : 'length';
      return null;
    }
    ids.push(id);
    seen.add(id);
    return id;
  }

  /** The text so far; without a reason to stop it was cancelled. To be asked for once. */
  decoded(): Decoded {
    const { stopReason } = this;
    return stopReason === 'length' || stopReason === 'stop'
      ? { tokens: this.tokens, stopReason }
      : {
          tokens: withHeldText(this.tokens, this.text.end()),
          stopReason: stopReason ?? 'cancelled',
        };
  }
}

/** The likeliest tokens as they are shown. */
export function alternatives(texts: TokenTexts, { ids, logits, logSum }: Reading): TokenChoice[] {
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
