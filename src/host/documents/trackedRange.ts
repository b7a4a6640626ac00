import { Range, workspace, type Disposable, type TextDocument, type Uri } from 'vscode';

/**
 * A range of a document that moves with the text when edits happen elsewhere, and grows or shrinks
 * with edits inside it (who uses it checks its text); one that crosses its border makes it invalid.
 */
export class TrackedRange implements Disposable {
  readonly #listeners: Disposable[];
  #start: number;
  #end: number;
  #valid = true;

  constructor(
    private readonly document: TextDocument,
    range: Range,
  ) {
    this.#start = document.offsetAt(range.start);
    this.#end = document.offsetAt(range.end);
    this.#listeners = [
      workspace.onDidChangeTextDocument((event) => {
        if (event.document === this.document) {
          for (const change of event.contentChanges) {
            this.#apply(change.rangeOffset, change.rangeLength, change.text.length);
          }
        }
      }),
      workspace.onDidCloseTextDocument((closed) => {
        if (closed === this.document) {
          this.#valid = false;
        }
      }),
    ];
  }

  get uri(): Uri {
    return this.document.uri;
  }

  get closed(): boolean {
    return this.document.isClosed;
  }

  /** Where the range is now; null when its text was changed or the document closed. */
  get current(): { document: TextDocument; range: Range } | null {
    const { document } = this;
    if (!this.#valid || document.isClosed) {
      return null;
    }
    return {
      document,
      range: new Range(document.positionAt(this.#start), document.positionAt(this.#end)),
    };
  }

  dispose(): void {
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }

  #apply(offset: number, removed: number, added: number): void {
    const end = offset + removed;
    if (end < this.#start || (end === this.#start && offset < this.#end)) {
      this.#start += added - removed;
      this.#end += added - removed;
    } else if (offset >= this.#start && end <= this.#end && (removed > 0 || offset < this.#end)) {
      this.#end += added - removed;
    } else if (offset < this.#end) {
      this.#valid = false;
    }
  }
}
