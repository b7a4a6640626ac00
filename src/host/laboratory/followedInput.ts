import type { Disposable } from 'vscode';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import { DocumentEdits } from '../documents/documentEdits';
import type { LabSource } from './labTool';

/** What was read, and how its document was edited since. */
export interface ReadInput<Input> {
  readonly input: Input;
  /** Null for what was read of no document. */
  readonly edits: DocumentEdits | null;
}

/** What was just read: edits of its document count from now on. */
export function readInput<Input extends LabSource>(input: Input): ReadInput<Input> {
  return { input, edits: input.document && new DocumentEdits(input.document) };
}

/** The text that a shown result is of, followed through the edits of its document; none after a reload. */
export class FollowedInput<Input extends LabSource> implements Disposable {
  #read: ReadInput<Input> | null = null;

  get read(): ReadInput<Input> | null {
    return this.#read;
  }

  /** Follows what was read in place of what was read before. */
  follow(read: ReadInput<Input> | null): void {
    if (read !== this.#read) {
      this.#read?.edits?.dispose();
      this.#read = read;
    }
  }

  /** Where a place of the document now was in it when it was read; about, where it was edited. */
  then(offset: number): number {
    return this.#read?.edits?.then(offset) ?? offset;
  }

  /** Where a range of the text is in the document now; null when an edit crossed its border, or after a reload. */
  now(range: OffsetRange): OffsetRange | null {
    return this.#read?.edits?.now(range) ?? null;
  }

  dispose(): void {
    this.follow(null);
  }
}
