import {
  Range,
  workspace,
  type Disposable,
  type EndOfLine,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { change, close, openPiece, pieceLength } from '../../common/protocol/tokenizer/documents';
import type { DocumentRef } from '../../common/protocol/tokenizer/tokens';
import { Disposables } from '../lifecycle/disposables';

interface LentText {
  readonly text: string;
  /** Pieces sent to the process that runs now. */
  pieces: number;
}

/** Version under which a lent text is known. */
const textVersion = 1;

interface Mirrored {
  readonly document: TextDocument;
  readonly eol: EndOfLine;
  /** UTF-16 units sent so far; null once the whole document is with the process. */
  sent: number | null;
  /** A mirror that is replaced or closed stops sending. */
  stale: boolean;
}

/**
 * Keeps the tokenizer process's copies of documents up to date, as a language client does.
 * Documents are opened when first asked about, in pieces, so that the extension host never blocks.
 */
export class DocumentMirror implements Disposable {
  readonly #mirrored = new Map<string, Mirrored>();
  /** Texts that are lent, by the uri that the process knows them by. */
  readonly #texts = new Map<string, LentText>();
  readonly #disposables = new Disposables();
  #textCount = 0;

  constructor(private readonly worker: WorkerClient) {
    this.#disposables.add(worker.onDidStart(() => this.#reopenAll()));
    this.#disposables.add(workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#disposables.add(workspace.onDidCloseTextDocument((document) => this.#closed(document)));
  }

  /**
   * Makes a request about a document as it is now, and sees to it that the process holds it.
   * @throws TokenscopeError what `work` throws; `DocumentChanged` when the document changed meanwhile.
   */
  async withDocument<T>(
    document: TextDocument,
    work: (ref: DocumentRef) => Promise<T>,
  ): Promise<T> {
    this.worker.start();
    const uri = document.uri.toString();
    if (this.#mirrored.get(uri)?.document !== document) {
      this.#open(document);
    }
    const ref = { uri, version: document.version };
    try {
      return await work(ref);
    } catch (error) {
      const changed = document.isClosed || document.version !== ref.version;
      if (!isTokenscopeError(error, 'DocumentChanged') || changed) {
        throw error;
      }
      // The process gave its mirror up, since it might have differed: it gets a new one.
      this.#open(document);
      return work(ref);
    }
  }

  /** Lends the process a text that is no document, for as long as `work` takes. */
  async withText<T>(text: string, work: (ref: DocumentRef) => Promise<T>): Promise<T> {
    this.worker.start();
    const uri = `tokenscope-text:${++this.#textCount}`;
    const lent: LentText = { text, pieces: 0 };
    this.#texts.set(uri, lent);
    try {
      while (this.#sendTextPiece(uri, lent)) {
        await nextTask();
      }
      return await work({ uri, version: textVersion });
    } finally {
      this.#texts.delete(uri);
      this.worker.notify(close, { uri });
    }
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const mirrored of this.#mirrored.values()) {
      mirrored.stale = true;
    }
  }

  /** A new process holds nothing, and requests may be sent to it again. */
  #reopenAll(): void {
    for (const { document } of [...this.#mirrored.values()]) {
      this.#open(document);
    }
    for (const [uri, lent] of this.#texts) {
      lent.pieces = 0;
      while (this.#sendTextPiece(uri, lent));
    }
  }

  /** Sends the next piece, if any is left; true when another follows. */
  #sendTextPiece(uri: string, lent: LentText): boolean {
    const index = lent.pieces;
    const start = index * pieceLength;
    if (index > 0 && start >= lent.text.length) {
      return false;
    }
    lent.pieces++;
    const last = start + pieceLength >= lent.text.length;
    const text = lent.text.slice(start, start + pieceLength);
    this.worker.notify(openPiece, { uri, version: textVersion, index, text, last });
    return !last;
  }

  #open(document: TextDocument): void {
    const uri = document.uri.toString();
    const previous = this.#mirrored.get(uri);
    if (previous) {
      previous.stale = true;
    }
    const mirrored: Mirrored = { document, eol: document.eol, sent: 0, stale: false };
    this.#mirrored.set(uri, mirrored);
    void this.#send(mirrored);
  }

  async #send(mirrored: Mirrored): Promise<void> {
    const { document } = mirrored;
    for (let index = 0; !mirrored.stale && mirrored.sent !== null; index++) {
      const start = document.positionAt(mirrored.sent);
      const end = document.positionAt(mirrored.sent + pieceLength);
      const range = new Range(start, end);
      const text = document.getText(range);
      const total = document.offsetAt(end);
      const last = document.lineAt(document.lineCount - 1).range.end.isEqual(end);
      const { uri, version } = document;
      this.worker.notify(openPiece, { uri: uri.toString(), version, index, text, last });
      mirrored.sent = last ? null : total;
      if (!last) {
        await nextTask();
      }
    }
  }

  #changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const mirrored = this.#mirrored.get(uri);
    if (mirrored?.document !== document) {
      return;
    }
    if (document.eol !== mirrored.eol) {
      // VS Code reports a change of line ends without content changes.
      this.#open(document);
      return;
    }
    if (contentChanges.length === 0) {
      // Only whether it is saved has changed.
      return;
    }
    const changes = [];
    for (const { rangeOffset: offset, rangeLength: length, text } of contentChanges) {
      if (mirrored.sent === null || offset + length <= mirrored.sent) {
        changes.push({ offset, length, text });
        if (mirrored.sent !== null) {
          mirrored.sent += text.length - length;
        }
      } else if (offset < mirrored.sent) {
        this.#open(document);
        return;
      }
      // A change behind what was sent goes with the pieces that are still to come.
    }
    this.worker.notify(change, { uri, version: document.version, changes });
  }

  #closed(document: TextDocument): void {
    const uri = document.uri.toString();
    const mirrored = this.#mirrored.get(uri);
    if (mirrored?.document === document) {
      mirrored.stale = true;
      this.#mirrored.delete(uri);
      this.worker.notify(close, { uri });
    }
  }
}

/** Lets the extension host do other work. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
