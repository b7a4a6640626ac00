import { EventEmitter, Uri, workspace, type Memento } from 'vscode';
import {
  tokenizerId,
  type AddedTokenizer,
  type QuarantineReason,
} from '../../common/models/addedTokenizer';
import { bundledTokenizers } from '../../common/models/tokenizerCatalog';
import type { Inspection } from '../../common/protocol/tokenizer/added';
import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { Disposables } from '../lifecycle/disposables';

const key = 'tokenizers.added';

/** Adding takes less than half of it, the slowest disk included. */
const leftoverMilliseconds = 10 * 60_000;

/**
 * The tokenizers that the user added, for all windows. A copy of each file is kept, named by its hash:
 * it survives what happens to the original, and the same id always gives the same numbers.
 */
export class AddedTokenizers extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;
  /** What has yet to be written: meanwhile the memento falls back to what was written before. */
  #unwritten: readonly AddedTokenizer[] | null = null;
  #writing: Promise<void> | null = null;

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
    return this.#unwritten ?? this.memento.get<readonly AddedTokenizer[]>(key, []);
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

  /**
   * Deletes places of {@link incoming} that a window left behind when it was killed. Those of the last
   * minutes may be in use, by this window or another.
   */
  async sweep(): Promise<void> {
    const names = await workspace.fs.readDirectory(this.folder).then(
      (entries) => entries.map(([name]) => name),
      () => [],
    );
    for (const name of names.filter((each) => each.startsWith('incoming-'))) {
      const file = Uri.joinPath(this.folder, name);
      try {
        const { mtime } = await workspace.fs.stat(file);
        if (Date.now() - mtime > leftoverMilliseconds) {
          await workspace.fs.delete(file);
        }
      } catch {
        // Another window was quicker.
      }
    }
  }

  /**
   * Remembers a tokenizer; its file, one of {@link incoming}, becomes the copy. Replaces the same, which
   * keeps its id.
   * @param source of the file that was added; names it.
   */
  async keep(
    incoming: Uri,
    { method, vocabulary, bytes, sha256 }: Inspection,
    source: Uri,
  ): Promise<AddedTokenizer> {
    await workspace.fs.rename(incoming, this.#copy(sha256), { overwrite: true });
    // Named only now: nothing may come between this and storing, else two would get the same id.
    const same = this.all.find((other) => other.sha256 === sha256);
    const taken = new Set([...bundledTokenizers, ...this.all].map(({ id }) => id));
    const tokenizer: AddedTokenizer = {
      id: same?.id ?? tokenizerId(source.path, taken),
      ...{ method, vocabulary, bytes, sha256, origin: source.fsPath },
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

  /** {@link all} has the new value at once; resolves when it is written. */
  async #store(all: readonly AddedTokenizer[]): Promise<void> {
    this.#unwritten = all;
    this.#didChange.fire();
    this.#writing ??= this.#write();
    await this.#writing;
  }

  /** One list after the other: VS Code reports each that it has written, even if a newer one waits. */
  async #write(): Promise<void> {
    try {
      let written: readonly AddedTokenizer[] | null = null;
      while (written !== this.#unwritten) {
        written = this.#unwritten;
        await this.memento.update(key, written);
      }
    } finally {
      this.#unwritten = null;
      this.#writing = null;
    }
  }
}
