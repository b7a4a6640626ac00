import type { CacheReuse } from '../../../common/protocol/model/completion';
import type { CausalSession } from './causalSession';

/** The place behind a prompt, so that its next token needs no step. */
interface PromptEnd {
  readonly length: number;
  /** The model's own, [vocabulary]. */
  readonly logits: Float32Array;
  /** Whether the model read the whole prompt in one run: what a run that begins anew computes. */
  readonly anew: boolean;
}

/** A prompt that was read. */
export interface ReadPrompt {
  /** Of the last position, [vocabulary]; the caller may change them, and the next call ends their use. */
  readonly logits: Float32Array;
  /** Tokens of the prompt that were in the cache before. */
  readonly cachedTokens: number;
}

/** The smallest part of a prompt for which its cached part is worth that last digits may differ. */
const worthwhile = 0.5;

/** A text that a model has read: the ids in its cache, and what is known behind its prompts. */
export class CausalText {
  private readonly ids: number[] = [];
  /** The first that began anew, and the last. */
  private ends: PromptEnd[] = [];

  constructor(private readonly session: CausalSession) {}

  /** Memory of the cache. */
  get bytes(): number {
    return this.session.bytes;
  }

  /** Feeds the next tokens. @returns as {@link CausalSession.feed} does. */
  async feed(ids: readonly number[]): Promise<Float32Array> {
    this.ids.push(...ids);
    return this.session.feed(ids);
  }

  /**
   * Makes a prompt the text: reads what the cache does not hold.
   * @param ids at least one.
   * @returns null where this text is no use for the prompt; it is unchanged then.
   */
  async readPrompt(ids: readonly number[], reuse: CacheReuse): Promise<ReadPrompt | null> {
    const common = commonPrefix(this.ids, ids);
    const end = this.ends.find(
      ({ length, anew }) => length === ids.length && (anew || reuse === 'prefix'),
    );
    if (end !== undefined && common === ids.length) {
      return this.truncate(common) ? { logits: end.logits.slice(), cachedTokens: common } : null;
    }
    // The last token is read in any case: its logits are wanted.
    const kept = Math.min(common, ids.length - 1);
    const enough = reuse === 'prefix' && kept >= ids.length * worthwhile;
    if (this.ids.length > 0 && !(enough && this.truncate(kept))) {
      return null;
    }
    const logits = await this.feed(ids.slice(kept));
    this.ends = [
      ...this.ends.slice(0, 1),
      { length: ids.length, logits: logits.slice(), anew: kept === 0 },
    ];
    return { logits, cachedTokens: kept };
  }

  /** A copy of its cache for texts that begin with it, as {@link CausalSession.fork} gives. */
  fork(count: number): CausalSession {
    return this.session.fork(count);
  }

  /** Gives the memory of the last step's logits back. */
  freeLogits(): void {
    this.session.freeLogits();
  }

  dispose(): void {
    this.session.dispose();
  }

  private truncate(length: number): boolean {
    if (!this.session.truncate(length)) {
      return false;
    }
    this.ids.length = length;
    this.ends = this.ends.filter((end) => end.length <= length);
    return true;
  }
}

function commonPrefix(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length);
  let common = 0;
  while (common < shorter && a[common] === b[common]) {
    common++;
  }
  return common;
}

/** Does something with a text, whose memory is given back when that fails. */
export async function disposedOnError<T>(text: CausalText, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    text.dispose();
    throw error;
  }
}
