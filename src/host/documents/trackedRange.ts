import { Range, workspace, type Disposable, type TextDocument, type Uri } from 'vscode';

/**
 * A range of a document that moves with the text when edits happen elsewhere. An edit that replaces
 * exactly its text (ours, or its undo) keeps it; one that touches only a part makes it invalid.
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
    if (offset + removed <= this.#start && offset < this.#start) {
      this.#start += added - removed;
      this.#end += added - removed;
    } else if (offset === this.#start && removed === this.#end - this.#start) {
      this.#end = this.#start + added;
    } else if (offset === this.#start && removed === 0) {
      this.#start += added;
      this.#end += added;
    } else if (offset < this.#end) {
      this.#valid = false;
    }
  }
}
