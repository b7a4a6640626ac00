import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { openTokenizer, type OpenTokenizer } from '../tokenization/tokenizerFile';
import { cutRule, type CutRule } from './cutRule';
import { discardBytes } from './garbage';

/** An open tokenizer and how it lets texts be cut. */
export interface CuttingTokenizer {
  readonly file: string;
  readonly open: OpenTokenizer;
  /** Null: texts are encoded whole. */
  readonly rule: CutRule | null;
}

const maximumOpen = 2;

/** What an open tokenizer takes, about. */
const tokenizerBytes = 50 * 2 ** 20;

/** Opens tokenizers when they are first needed and keeps the last few. */
export class Tokenizers {
  readonly #opened = new Map<string, Promise<CuttingTokenizer>>();

  /** @throws TokenscopeError `FileMissing` or `FileCorrupt`; the file is read again next time. */
  get({ file }: TokenizerRef): Promise<CuttingTokenizer> {
    const opened = this.#opened.get(file) ?? this.#open(file);
    this.#opened.delete(file);
    this.#opened.set(file, opened);
    for (const oldest of this.#opened.keys()) {
      if (this.#opened.size <= maximumOpen) {
        break;
      }
      this.#opened.delete(oldest);
      discardBytes(tokenizerBytes);
    }
    return opened;
  }

  async #open(file: string): Promise<CuttingTokenizer> {
    try {
      const open = await openTokenizer(file);
      return { file, open, rule: cutRule(open) };
    } catch (error) {
      this.#opened.delete(file);
      throw error;
    }
  }
}
