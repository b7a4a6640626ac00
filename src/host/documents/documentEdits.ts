import { workspace, type Disposable, type TextDocument } from 'vscode';
import { TrackedOffsets } from '../../common/text/trackedOffsets';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';

interface Edit {
  readonly offset: number;
  readonly removed: number;
  readonly added: number;
}

/** The edits of a document since its text was read, so that what was read of it can be found again. */
export class DocumentEdits implements Disposable {
  readonly #listener: Disposable;
  readonly #edits: Edit[] = [];

  constructor(document: TextDocument) {
    this.#listener = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) {
        for (const { rangeOffset, rangeLength, text } of event.contentChanges) {
          this.#add({ offset: rangeOffset, removed: rangeLength, added: text.length });
        }
      }
    });
  }

  /** Where a range of the text that was read is now; null when an edit crossed its border. */
  now(read: OffsetRange): OffsetRange | null {
    const tracked = new TrackedOffsets(read);
    for (const { offset, removed, added } of this.#edits) {
      tracked.apply(offset, removed, added);
    }
    return tracked.current;
  }

  /** Where a place of the text as it is now was in the text that was read; about, where it was edited. */
  then(offset: number): number {
    return this.#edits.reduceRight((place, edit) => {
      const past = place - edit.offset;
      if (past < 0) {
        return place;
      }
      return past >= edit.added
        ? place - edit.added + edit.removed
        : edit.offset + Math.min(past, edit.removed);
    }, offset);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #add(edit: Edit): void {
    const last = this.#edits.at(-1);
    // Typing on makes one edit of many.
    if (last && edit.removed === 0 && edit.offset === last.offset + last.added) {
      this.#edits[this.#edits.length - 1] = { ...last, added: last.added + edit.added };
    } else {
      this.#edits.push(edit);
    }
  }
}
