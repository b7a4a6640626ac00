import {
  neitherSequence,
  type EncodedRow,
  type FramePart,
  type Side,
} from '../../../common/protocol/tokenizer/workbench';
import type { EncodedText } from '../../tokenization/encodeText';
import type { RowSpans } from './truncation';

/** The tokens of a text or pair; offsets are UTF-16 units of its document. */
export type WorkbenchTokens = EncodedText & { readonly words: Int32Array };

/** Where the padding goes, and how many tokens a row then has at least. */
export interface RowPadding {
  readonly id: number;
  readonly length: number;
  readonly side: Side;
}

/** Number of tokens of a row before padding. */
export function rowLength(frame: readonly FramePart[], spans: RowSpans): number {
  return frame.reduce((length, part) => {
    const span = 'sequence' in part ? spans[part.sequence] : undefined;
    return length + ('id' in part ? 1 : span === undefined ? 0 : span.end - span.start);
  }, 0);
}

/** Puts one row together: special tokens, the tokens of the spans, padding. */
export function makeRow(
  text: number,
  frame: readonly FramePart[],
  sources: readonly WorkbenchTokens[],
  spans: RowSpans,
  padding: RowPadding | null,
): EncodedRow {
  const tokens = rowLength(frame, spans);
  const length = Math.max(tokens, padding?.length ?? 0);
  const first = padding?.side === 'left' ? length - tokens : 0;
  const row: EncodedRow = {
    text,
    ids: new Uint32Array(length).fill(padding?.id ?? 0),
    typeIds: new Uint8Array(length),
    attentionMask: new Uint8Array(length).fill(1, first, first + tokens),
    specialTokensMask: new Uint8Array(length).fill(1),
    sequences: new Uint8Array(length).fill(neitherSequence),
    starts: new Uint32Array(length),
    ends: new Uint32Array(length),
    wordIds: new Int32Array(length).fill(-1),
  };
  let at = first;
  for (const part of frame) {
    if ('id' in part) {
      row.ids[at] = part.id;
      row.typeIds[at++] = part.typeId;
      continue;
    }
    const source = sources[part.sequence];
    const span = spans[part.sequence];
    if (source !== undefined && span !== undefined) {
      const { start, end } = span;
      const to = at + end - start;
      row.ids.set(source.ids.subarray(start, end), at);
      row.starts.set(source.starts.subarray(start, end), at);
      row.ends.set(source.ends.subarray(start, end), at);
      row.wordIds.set(source.words.subarray(start, end), at);
      row.typeIds.fill(part.typeId, at, to);
      row.specialTokensMask.fill(0, at, to);
      row.sequences.fill(part.sequence, at, to);
      at = to;
    }
  }
  return row;
}
