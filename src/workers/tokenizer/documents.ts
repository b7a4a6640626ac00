import { TokenscopeError } from '../../common/errors';
import type { ChangeParams, OpenPieceParams } from '../../common/protocol/tokenizer/documents';
import type { DocumentRef } from '../../common/protocol/tokenizer/tokens';
import { discardBytes } from './garbage';
import { replaceRanges } from './textChanges';

/** The text of a document at one version; it never changes, but it can become stale. */
export interface Snapshot {
  readonly version: number;
  readonly text: string;
  /** Aborted when the document changes, is opened anew or closes. */
  readonly stale: AbortSignal;
}

/** A mirror: the document's newest text, and the controller that ends its snapshot's life. */
interface Mirror {
  readonly snapshot: Snapshot;
  readonly outdate: AbortController;
}

/** A document of which the last piece has not come yet. */
interface Opening {
  version: number;
  /** Pieces that came, for the check of their order. */
  count: number;
  text: string;
  readonly waiting: ((snapshot: Snapshot | null) => void)[];
}

/**
 * Mirrors of the host's documents. The notifications are applied at once, in the order in which they
 * come, so that a request sees exactly what was sent before it.
 */
export class Documents {
  readonly #mirrors = new Map<string, Mirror>();
  readonly #openings = new Map<string, Opening>();

  /** @param warn is told of notifications that do not fit; it never gets text. */
  constructor(private readonly warn: (message: string) => void) {}

  openPiece({ uri, version, index, text, last }: OpenPieceParams): void {
    if (index === 0) {
      this.close({ uri });
      this.#openings.set(uri, { version, count: 0, text: '', waiting: [] });
    }
    const opening = this.#openings.get(uri);
    if (opening?.count !== index) {
      this.#drop(uri, 'a piece of a document is out of order');
      return;
    }
    opening.version = version;
    opening.count++;
    opening.text += text;
    if (last) {
      this.#finishOpening(uri, opening);
    }
  }

  change(params: ChangeParams): void {
    const { uri, version, changes } = params;
    const opening = this.#openings.get(uri);
    if (opening !== undefined) {
      this.#changeOpening(opening, params);
      return;
    }
    const mirror = this.#mirrors.get(uri);
    if (mirror === undefined) {
      this.warn('a document that is not open was changed');
      return;
    }
    const text = replaceRanges(mirror.snapshot.text, changes);
    if (text === null) {
      this.#drop(uri, 'a change lies outside its document');
      return;
    }
    this.#setText(uri, version, text);
  }

  close({ uri }: { readonly uri: string }): void {
    this.#openings.get(uri)?.waiting.forEach((answer) => answer(null));
    this.#openings.delete(uri);
    this.#outdate(uri);
    this.#mirrors.delete(uri);
  }

  /**
   * The document at the version that the request names. Waits for the last piece of one that is
   * being opened; whether it is there is decided when this is called.
   * @throws TokenscopeError `DocumentChanged` for any other version, and for documents not open.
   */
  async read({ uri, version }: DocumentRef): Promise<Snapshot> {
    const opening = this.#openings.get(uri);
    const snapshot =
      opening !== undefined
        ? await new Promise<Snapshot | null>((answer) => opening.waiting.push(answer))
        : this.#mirrors.get(uri)?.snapshot;
    if (snapshot?.version !== version) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    return snapshot;
  }

  #finishOpening(uri: string, { version, text, waiting }: Opening): void {
    this.#openings.delete(uri);
    this.#setText(uri, version, text);
    const { snapshot } = this.#mirrors.get(uri) ?? {};
    waiting.forEach((answer) => answer(snapshot ?? null));
  }

  /** The host reads later pieces from the changed document: it tells only of changes before them. */
  #changeOpening(opening: Opening, { uri, version, changes }: ChangeParams): void {
    const text = replaceRanges(opening.text, changes);
    if (text === null) {
      this.#drop(uri, 'a change lies outside what was opened of its document');
      return;
    }
    opening.version = version;
    opening.text = text;
  }

  #setText(uri: string, version: number, text: string): void {
    this.#outdate(uri);
    const outdate = new AbortController();
    this.#mirrors.set(uri, { snapshot: { version, text, stale: outdate.signal }, outdate });
  }

  #outdate(uri: string): void {
    const mirror = this.#mirrors.get(uri);
    if (mirror !== undefined) {
      mirror.outdate.abort();
      discardBytes(2 * mirror.snapshot.text.length);
    }
  }

  /** A mirror that may differ from its document must not answer: the host opens it anew. */
  #drop(uri: string, reason: string): void {
    this.warn(`${reason}; it is no longer mirrored`);
    this.close({ uri });
  }
}
