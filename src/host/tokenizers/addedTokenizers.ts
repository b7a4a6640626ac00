import { EventEmitter, Uri, workspace, type Memento } from 'vscode';
import type { AddedTokenizer, QuarantineReason } from '../../common/models/addedTokenizer';
import type { Inspection } from '../../common/protocol/tokenizer/added';
import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { Disposables } from '../lifecycle/disposables';

const key = 'tokenizers.added';

/**
 * The tokenizers that the user added, for all windows. A copy of each file is kept, named by its hash:
 * it survives what happens to the original, and the same id always gives the same numbers.
 */
export class AddedTokenizers extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;

  /**
   * @param memento of the user, not of a workspace.
   * @param folder of the copies; need not exist yet.
   */
  constructor(
    private readonly memento: Memento,
    private readonly folder: Uri,
  ) {
    super();
  }

  /** In the order in which they were added. Read anew each time: another window may have changed it. */
  get all(): readonly AddedTokenizer[] {
    return this.memento.get<readonly AddedTokenizer[]>(key, []);
  }

  find(id: string): AddedTokenizer | undefined {
    return this.all.find((tokenizer) => tokenizer.id === id);
  }

  ref({ id, sha256 }: AddedTokenizer): TokenizerRef {
    return { id, file: this.#copy(sha256).fsPath, sha256 };
  }

  /** A new place in the same folder, for a copy that has yet to be looked at. */
  incoming(): Uri {
    return Uri.joinPath(this.folder, `incoming-${crypto.randomUUID()}.json`);
  }

  /** Remembers a tokenizer; its file, one of {@link incoming}, becomes the copy. Replaces the same. */
  async keep(
    incoming: Uri,
    { method, vocabulary, bytes, sha256 }: Inspection,
    named: Pick<AddedTokenizer, 'id' | 'origin'>,
  ): Promise<AddedTokenizer> {
    await workspace.fs.rename(incoming, this.#copy(sha256), { overwrite: true });
    const tokenizer: AddedTokenizer = {
      ...{ ...named, method, vocabulary, bytes, sha256 },
      quarantine: null,
    };
    await this.#store([...this.all.filter((other) => other.sha256 !== sha256), tokenizer]);
    return tokenizer;
  }

  /** Forgets a tokenizer and deletes its copy; the file that was added stays. */
  async remove({ id, sha256 }: AddedTokenizer): Promise<void> {
    await this.#store(this.all.filter((other) => other.id !== id));
    try {
      await workspace.fs.delete(this.#copy(sha256));
    } catch {
      // It is gone already, which is what was wanted.
    }
  }

  /** Has a tokenizer not loaded by itself any more; null takes that back. */
  async quarantine(id: string, reason: QuarantineReason | null): Promise<void> {
    if (this.find(id)?.quarantine === reason) {
      return;
    }
    await this.#store(
      this.all.map((tokenizer) =>
        tokenizer.id === id ? { ...tokenizer, quarantine: reason } : tokenizer,
      ),
    );
  }

  #copy(sha256: string): Uri {
    return Uri.joinPath(this.folder, `${sha256}.json`);
  }

  async #store(all: readonly AddedTokenizer[]): Promise<void> {
    const stored = this.memento.update(key, all);
    // The memento has the new value at once; only writing it to the disk takes time.
    this.#didChange.fire();
    await stored;
  }
}
