import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { openAddedTokenizer } from '../tokenization/addedTokenizerFile';
import { openTokenizer, type OpenTokenizer } from '../tokenization/tokenizerFile';
import { cutRule, type CutRule } from './cutRule';
import { discardBytes } from './garbage';
import type { LibraryCalls } from './libraryCalls';
import { limitMemory } from './memoryLimit';

/** An open tokenizer and how it lets texts be cut. */
export interface CuttingTokenizer {
  readonly id: string;
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

  /** @param calls is told of the calls for tokenizers that a user added. */
  constructor(private readonly calls: LibraryCalls) {}

  /**
   * @throws TokenscopeError `FileMissing` or `FileCorrupt`, of an added one `TokenizerCopyLost`; the
   * file is read again next time.
   */
  get(ref: TokenizerRef): Promise<CuttingTokenizer> {
    const { file } = ref;
    const opened = this.#opened.get(file) ?? this.#open(ref);
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

  async #open({ id, file, sha256 }: TokenizerRef): Promise<CuttingTokenizer> {
    try {
      const open =
        sha256 === undefined ? await openTokenizer(file) : await this.#openAdded(id, file, sha256);
      return { id, file, open, rule: cutRule(open) };
    } catch (error) {
      this.#opened.delete(file);
      throw error;
    }
  }

  async #openAdded(id: string, file: string, sha256: string): Promise<OpenTokenizer> {
    limitMemory();
    const open = await openAddedTokenizer(id, file, sha256);
    this.calls.watch(id, open.tokenizer);
    return open;
  }
}
