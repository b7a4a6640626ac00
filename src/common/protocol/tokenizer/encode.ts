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
