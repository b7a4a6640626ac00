import { RequestType } from 'vscode-jsonrpc';
import type { DocumentRef, TokenizerRef } from './tokens';

export interface EncodeParams {
  readonly tokenizer: TokenizerRef;
  /** Whole mirrored documents (the host mirrors a caller's text, so that long texts go in pieces). */
  readonly text: DocumentRef;
  readonly pair?: DocumentRef;
  readonly addSpecialTokens: boolean;
  /** More tokens than this are refused with `TooLong`. */
  readonly limit: number;
}
/** Parallel arrays of one entry a token. */
export interface EncodeResult {
  readonly ids: Uint32Array;
  readonly tokens: readonly string[];
  /** UTF-16 offsets into the text or pair, 0 for tokens of neither. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** 0 text, 1 pair, 255 neither. */
  readonly sequences: Uint8Array;
  readonly typeIds: Uint8Array;
  readonly special: Uint8Array;
}
export const encode = new RequestType<EncodeParams, EncodeResult, unknown>('tokenizer/encode');

export interface DecodeParams {
  readonly tokenizer: TokenizerRef;
  readonly ids: readonly number[];
  readonly skipSpecialTokens: boolean;
}
/** Text of the ids. Ids outside the vocabulary are refused with `InvalidParameter`, naming the first. */
export const decode = new RequestType<DecodeParams, string, unknown>('tokenizer/decode');

/** Parallel arrays of one entry an id, in the order of the request. */
export interface DecodeTokensResult {
  /** Text of the good ids, as {@link decode} gives it. */
  readonly text: string;
  /** The vocabulary's own string; null for a bad id: one that is not in the vocabulary. */
  readonly tokens: readonly (string | null)[];
  /** 1 for special tokens. */
  readonly special: Uint8Array;
  /**
   * What the token adds to the text; empty for a bad id, and for a special token that is skipped. Null
   * where several tokens share a character, on all of them but the last, which has the text of all.
   * Together they are the text. An empty list where the decoder's text cannot be told apart by token.
   */
  readonly pieces: readonly (string | null)[];
  /** Places of the bad ids in the request. */
  readonly bad: Uint32Array;
}
/**
 * Decodes token by token. Bad ids are left out of the text and named, all of them.
 * More than {@link maximumDecodedRows} ids are refused with `TooLong`.
 */
export const decodeTokens = new RequestType<DecodeParams, DecodeTokensResult, unknown>(
  'tokenizer/decodeTokens',
);

/** What the extension host can take over without a stutter. */
export const maximumDecodedRows = 100_000;
