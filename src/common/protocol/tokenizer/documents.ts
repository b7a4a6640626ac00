import { NotificationType } from 'vscode-jsonrpc';

/**
 * The document mirror: the tokenizer process keeps a copy of each document that it is asked about,
 * as a language server does. Notifications are handled in the order in which they were sent.
 */

/** Opens a document with its first piece, or appends the next piece of one that is being opened. */
export interface OpenPieceParams {
  readonly uri: string;
  /** Version of the document that the piece was read from: the last piece's counts. */
  readonly version: number;
  /** 0 opens (and replaces any mirror of the same uri); later pieces are appended. */
  readonly index: number;
  /** At most 262,144 UTF-16 units: a larger message would block the sender for too long. */
  readonly text: string;
  /** Requests for this document are answered once the last piece is in. */
  readonly last: boolean;
}
export const openPiece = new NotificationType<OpenPieceParams>('documents/openPiece');

/**
 * Changes, each relative to the text after the ones before it (VS Code's own order). While a document
 * is being opened they concern only what was sent: later pieces are read from the changed document.
 */
export interface ChangeParams {
  readonly uri: string;
  readonly version: number;
  readonly changes: readonly {
    /** UTF-16 offset and length of the replaced text. */
    readonly offset: number;
    readonly length: number;
    readonly text: string;
  }[];
}
export const change = new NotificationType<ChangeParams>('documents/change');

export const close = new NotificationType<{ readonly uri: string }>('documents/close');

/** Largest piece of {@link openPiece}, in UTF-16 units (256 KiB of one-byte characters). */
export const pieceLength = 262_144;
