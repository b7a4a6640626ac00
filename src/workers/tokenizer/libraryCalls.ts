import type { Tokenizer } from 'tokenizers';
import type { LongestCall } from '../../common/protocol/tokenizer/added';

interface Call {
  readonly tokenizer: string;
  readonly since: number;
}

/**
 * Calls into the library that run on its threads. Nothing can stop one: the host ends the process when
 * one takes too long, and has to know whose it is.
 */
export class LibraryCalls {
  readonly #running = new Set<Call>();

  /** Has the calls of this tokenizer noted from now on. */
  watch(id: string, tokenizer: Tokenizer): void {
    const encode = tokenizer.encode.bind(tokenizer);
    const decode = tokenizer.decode.bind(tokenizer);
    tokenizer.encode = (...parameters) => this.#note(id, encode(...parameters));
    tokenizer.decode = (...parameters) => this.#note(id, decode(...parameters));
  }

  longest(): LongestCall | null {
    // A set keeps the order in which they began.
    const [oldest] = this.#running;
    return oldest === undefined
      ? null
      : { tokenizer: oldest.tokenizer, milliseconds: performance.now() - oldest.since };
  }

  async #note<T>(tokenizer: string, work: Promise<T>): Promise<T> {
    const call: Call = { tokenizer, since: performance.now() };
    this.#running.add(call);
    try {
      return await work;
    } finally {
      this.#running.delete(call);
    }
  }
}
