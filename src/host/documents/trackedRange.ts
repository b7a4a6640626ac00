import { Range, workspace, type Disposable, type TextDocument } from 'vscode';
import { TrackedOffsets } from '../../common/text/trackedOffsets';

/**
 * A range of a document that moves with the text when edits happen elsewhere, and grows or shrinks
 * with edits inside it (who uses it checks its text); one that crosses its border makes it invalid.
 */
export class TrackedRange {
  readonly #offsets: TrackedOffsets;

  constructor(
    private readonly document: TextDocument,
    range: Range,
  ) {
    this.#offsets = new TrackedOffsets({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
    });
  }

  get closed(): boolean {
    return this.document.isClosed;
  }

  /** Where the range is now; null when an edit crossed its border or the document closed. */
  get current(): { document: TextDocument; range: Range } | null {
    const { document } = this;
    const offsets = this.#offsets.current;
    if (!offsets || document.isClosed) {
      return null;
    }
    return {
      document,
      range: new Range(document.positionAt(offsets.start), document.positionAt(offsets.end)),
    };
  }

  /** Takes part in an edit: UTF-16 offset, units removed, units added. */
  apply(offset: number, removed: number, added: number): void {
    this.#offsets.apply(offset, removed, added);
  }
}

/** Keeps ranges of one document where their text is, until it is disposed. */
export class RangeTracker implements Disposable {
  readonly ranges: readonly TrackedRange[];
  readonly #listener: Disposable;

  constructor(document: TextDocument, ranges: readonly Range[]) {
    this.ranges = ranges.map((range) => new TrackedRange(document, range));
    this.#listener = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) {
        for (const { rangeOffset, rangeLength, text } of event.contentChanges) {
          this.ranges.forEach((range) => range.apply(rangeOffset, rangeLength, text.length));
        }
      }
    });
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
