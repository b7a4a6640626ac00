import { ProgressType, RequestType } from 'vscode-jsonrpc';
import type { DocumentRef, OffsetRange, TokenizerRef } from './tokens';

/**
 * What a vocabulary entry is: a special token, the unknown token, bytes that are no whole character
 * (`<0xF0>`, a part of an emoji), or ordinary text.
 */
export type TokenType = 'text' | 'bytes' | 'special' | 'unknown';

/** A vocabulary entry, told once a list. */
export interface TokenEntry {
  readonly id: number;
  /** The vocabulary's own string, such as `Ġthe`. */
  readonly token: string;
  /** UTF-8 bytes that it stands for, as hexadecimal digits in pairs: `20 74 68 65`. */
  readonly bytes: string;
  readonly type: TokenType;
}

/** Consecutive tokens of one selection, as parallel arrays of one entry a token. */
export interface TokenChunk {
  /** Index of the first token among all tokens of the list. */
  readonly first: number;
  /** Index of the selection. */
  readonly selection: number;
  readonly ids: Uint32Array;
  /** UTF-16 offsets into the document; start = end for tokens that the text does not hold. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Index of the word, counted from the start of the selection; -1 for none. */
  readonly words: Int32Array;
  /** Segments (see `SegmentArrays` of `tokens.ts`), parallel arrays of one entry a segment. */
  readonly segments: {
    readonly starts: Uint32Array;
    readonly ends: Uint32Array;
    /** Index into `ids` of its first token. */
    readonly firstToken: Uint32Array;
  };
  /** Entries of ids that no earlier chunk of the list has told. */
  readonly entries: readonly TokenEntry[];
  /** The document's text from `textStart` on, as far as the chunk's tokens and segments reach. */
  readonly textStart: number;
  readonly text: string;
}

/** Counts over all selections. */
export interface TokenCounts {
  /** With the special tokens that were added, if any. */
  readonly tokens: number;
  readonly unknown: number;
  /** Maximal runs of non-whitespace. */
  readonly words: number;
  /** Unicode code points. */
  readonly characters: number;
  /** Of the text in UTF-8. */
  readonly bytes: number;
}

export interface TokenListParams {
  readonly document: DocumentRef;
  readonly tokenizer: TokenizerRef;
  /** Each selection is a text of its own. */
  readonly selections: readonly OffsetRange[];
  /** Frames each selection with the special tokens that the tokenizer adds, such as `[CLS]`. */
  readonly addSpecialTokens: boolean;
  /** Tokens that are told at most; all are counted. */
  readonly limit: number;
  /** Chunks are reported under this token, in order. */
  readonly progress: string;
}
/** Tells the tokens from the first on, chunk by chunk, and then the counts. */
export const tokenList = new RequestType<TokenListParams, TokenCounts, unknown>('tokens/list');
export const tokenListProgress = new ProgressType<TokenChunk>();
