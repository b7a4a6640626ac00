import { ProgressType, RequestType } from 'vscode-jsonrpc';

/** A tokenizer: `file` is the absolute path of its `tokenizer.json`. */
export interface TokenizerRef {
  readonly id: string;
  readonly file: string;
  /** Of a tokenizer that the user added: the hash that its file must have. Bundled ones have none. */
  readonly sha256?: string;
}

/** A half-open range of UTF-16 offsets into a document. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** A mirrored document at one version. A request for another version is answered `DocumentChanged`. */
export interface DocumentRef {
  readonly uri: string;
  readonly version: number;
}

/** Bits of {@link SegmentArrays.flags}. */
export const SegmentFlag = { special: 1, unknown: 2 } as const;

/**
 * Segments in text order, as parallel arrays of one entry a segment (`ids` has one a token).
 * A segment is the smallest run of text that whole tokens cover: tokens whose spans overlap, such as
 * the byte-level tokens of one emoji, share one segment.
 */
export interface SegmentArrays {
  /** UTF-16 offsets into the document, half-open. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Index into `ids` of the segment's first token; one entry more than segments, the last is `ids.length`. */
  readonly firstToken: Uint32Array;
  readonly ids: Uint32Array;
  /** {@link SegmentFlag} bits: any token of the segment is special, or unknown. */
  readonly flags: Uint8Array;
  /** Place of the first segment in its piece, modulo 2: alternating colours stay put while scrolling. */
  readonly parity: 0 | 1;
}

export interface WindowParams {
  readonly document: DocumentRef;
  readonly tokenizer: TokenizerRef;
  /** Each selection is a text of its own: encoded alone, without special tokens added. */
  readonly selections: readonly OffsetRange[];
  /** What is visible, in order; only segments that overlap it are returned. */
  readonly visible: readonly OffsetRange[];
  /** At most so many segments in all (1,000 in the editor). */
  readonly maxSegments: number;
}
export interface WindowResult {
  /** One entry a selection. */
  readonly selections: readonly SegmentArrays[];
  /** True when `maxSegments` cut the answer. */
  readonly truncated: boolean;
}
/** The segments of the visible part: only the pieces that it touches are encoded. */
export const tokensWindow = new RequestType<WindowParams, WindowResult, unknown>('tokens/window');

export interface CountParams {
  readonly document: DocumentRef;
  readonly tokenizer: TokenizerRef;
  readonly selections: readonly OffsetRange[];
  readonly addSpecialTokens: boolean;
  /** Progress is reported under this token, if given. */
  readonly progress?: string;
}
export interface CountResult {
  /** Tokens of all selections. */
  readonly tokens: number;
  readonly unknown: number;
}
export const tokensCount = new RequestType<CountParams, CountResult, unknown>('tokens/count');
/** Share done, from 0 to 1. */
export const countProgress = new ProgressType<number>();

export interface DescribeParams {
  readonly document: DocumentRef;
  readonly tokenizer: TokenizerRef;
  readonly selection: OffsetRange;
  /** UTF-16 offset into the document. */
  readonly offset: number;
}
/** One token, in full. */
export interface TokenDetails {
  /** Position among the selection's tokens, from 0. */
  readonly index: number;
  readonly id: number;
  /** The vocabulary's own string, such as `Ġthe`, `##ing`, `▁the`, `<0xF0>`. */
  readonly token: string;
  /** UTF-16 offsets into the document. */
  readonly start: number;
  readonly end: number;
  /** What the token stands for, decoded; null when its bytes are not whole characters. */
  readonly text: string | null;
  /** UTF-8 bytes that the token stands for. */
  readonly bytes: Uint8Array;
  readonly special: boolean;
  readonly unknown: boolean;
}
export interface DescribeResult {
  /** The tokens of the segment at the offset, empty where no token covers it. */
  readonly tokens: readonly TokenDetails[];
  /** Tokens in the whole selection. */
  readonly count: number;
}
export const tokensDescribe = new RequestType<DescribeParams, DescribeResult, unknown>(
  'tokens/describe',
);
