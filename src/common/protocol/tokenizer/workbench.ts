import { RequestType } from 'vscode-jsonrpc';
import type { DocumentRef, OffsetRange, TokenizerRef } from './tokens';

/**
 * The encode workbench: a batch of texts, made into what a model gets. Options, names and results are
 * those of Python's `transformers` (`tokenizer(texts, pairs, …)`).
 */

export type Side = 'left' | 'right';

export interface PaddingOptions {
  /** `longest`: to the longest row of the batch; `max_length`: to `length` tokens. */
  readonly strategy: 'none' | 'longest' | 'max_length';
  /** Tokens of a row at least; used by `max_length` only. Longer rows stay as they are. */
  readonly length: number;
  readonly side: Side;
  /** The length is rounded up to a multiple of this; 1 leaves it. */
  readonly multipleOf: number;
  /** The token to pad with; null for the tokenizer's own, which not every tokenizer has. */
  readonly token: string | null;
}

export interface TruncationOptions {
  /** Which of a text and its pair is shortened; `longest_first` shortens the longer one, then both. */
  readonly strategy: 'none' | 'longest_first' | 'only_first' | 'only_second';
  /** Tokens of a row at most, special tokens included. */
  readonly maxLength: number;
  /** The side that is cut off. */
  readonly side: Side;
  /** Tokens that an overflowing piece repeats of the piece before it. */
  readonly stride: number;
  /** Whether overflowing pieces are returned, as further rows. */
  readonly overflow: boolean;
}

export interface EncodeOptions {
  readonly addSpecialTokens: boolean;
  readonly padding: PaddingOptions;
  readonly truncation: TruncationOptions;
}

/** A part of a mirrored document. */
export interface TextRef {
  readonly document: DocumentRef;
  readonly range: OffsetRange;
}

export interface WorkbenchText {
  readonly text: TextRef;
  /** All texts of a batch have a pair, or none has one. */
  readonly pair?: TextRef;
}

export interface WorkbenchParams {
  readonly tokenizer: TokenizerRef;
  readonly texts: readonly WorkbenchText[];
  readonly options: EncodeOptions;
}

/** One row of the tensors: parallel arrays of one entry a token. */
export interface EncodedRow {
  /** Which text it is of (`overflow_to_sample_mapping`). */
  readonly text: number;
  readonly ids: Uint32Array;
  readonly typeIds: Uint8Array;
  /** 0 for padding, else 1. */
  readonly attentionMask: Uint8Array;
  /**
   * 1 for tokens that were put around the texts, and for padding. A special token that the text itself
   * spells out, such as `[SEP]`, is 0, as in `transformers`.
   */
  readonly specialTokensMask: Uint8Array;
  /** 0 text, 1 pair, 255 neither. */
  readonly sequences: Uint8Array;
  /** UTF-16 offsets into the document of the text or pair, half-open; 0 for tokens of neither. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Word of the text or pair, from 0: what the pre-tokenizer split off; -1 for tokens of neither. */
  readonly wordIds: Int32Array;
}

/** {@link EncodedRow.sequences} of a token that is of neither text. */
export const neitherSequence = 255;

/** A part of a row without padding: a special token, or the tokens of the text (0) or its pair (1). */
export type FramePart =
  | { readonly id: number; readonly typeId: number }
  | { readonly sequence: 0 | 1; readonly typeId: number };

export type InputName = 'input_ids' | 'token_type_ids' | 'attention_mask';

/** What belongs to a tokenizer beside its `tokenizer.json`. */
export interface TokenizerFacts {
  /** What its model is fed (`model_input_names`). */
  readonly inputNames: readonly InputName[];
  readonly padToken: string | null;
  /** Tokens that its model takes at most; null where that is not known. */
  readonly modelMaxLength: number | null;
}

export interface WorkbenchResult {
  /** Each text's row, followed by its overflowing pieces. */
  readonly rows: readonly EncodedRow[];
  /** The vocabulary's own string of every id in the rows. */
  readonly tokens: ReadonlyMap<number, string>;
  readonly frame: readonly FramePart[];
  /** Null when nothing was to be padded. */
  readonly padId: number | null;
  readonly facts: TokenizerFacts;
}

/**
 * Encodes the batch.
 * Answers with the errors `DocumentChanged`, `Cancelled`, `FileMissing`, `FileCorrupt`,
 * `InvalidParameter`, `TooLong`, and those of an option that does not fit, each naming its field:
 * `NoRoom`, `StrideTooLarge`, `CannotTruncate`, `PairMissing`, `NoPadToken`, `UnknownToken`.
 */
export const workbench = new RequestType<WorkbenchParams, WorkbenchResult, unknown>(
  'tokenizer/workbench',
);
