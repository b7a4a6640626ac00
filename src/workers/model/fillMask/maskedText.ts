import { TokenscopeError } from '../../../common/errors';
import { nearest, occurrences } from '../../../common/text/segmentation';
import { utf16Offsets } from '../../tokenization/offsets';
import type { OpenModel } from '../models/openModel';
import type { MaskToken } from '../models/maskToken';
import { textWindow } from '../encoder/textWindow';
import { windowStart } from '../encoder/windowStart';

/** A mask that the model sees. */
export interface SeenMask {
  /** Index among the tokens given to the model. */
  readonly position: number;
  /** UTF-16 offsets of the mask token in the whole text. */
  readonly start: number;
  readonly end: number;
}

/** A text with masks as the model sees it. */
export interface MaskedText {
  /** Tokens given to the model, special tokens included. */
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  /** UTF-16 offsets of each token in the whole text, half-open; 0 for special tokens. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly masks: readonly SeenMask[];
  /** Masks in the whole text. */
  readonly maskCount: number;
  /** UTF-16 range of the text that the tokens cover; null when they are the whole text. */
  readonly window: { readonly start: number; readonly end: number } | null;
}

/**
 * Encodes a text with masks. One that is longer than the context is cut around the mask nearest to
 * `focus`, token by token; the special tokens at its ends are kept.
 * @param focus UTF-16 offset; the first mask when undefined.
 * @param reserve tokens of the context that are left free.
 * @throws TokenscopeError `NoMask`.
 */
export async function encodeMasked(
  model: OpenModel,
  mask: MaskToken,
  text: string,
  focus: number | undefined,
  reserve = 0,
): Promise<MaskedText> {
  // Added tokens are found in the text literally, from the left.
  const places = occurrences(text, mask.content);
  const centre = nearest(places, focus ?? 0)?.start;
  if (centre === undefined) {
    throw new TokenscopeError('NoMask', { maskToken: mask.content });
  }
  const part = textWindow(text, centre, model.ref.contextLength);
  const encoding = await model.tokenizer.tokenizer.encode(part.text);
  const ids = encoding.getIds();
  const sequences = encoding.getSequenceIds();
  // Special tokens stand before the text's own, such as `[CLS]`, and after them, such as `[SEP]`.
  const prefixLength = Math.max(0, sequences.findIndex(isOwn));
  const bodyEnd = sequences.findLastIndex(isOwn) + 1;
  const offsets = utf16Offsets(part.text, encoding.getOffsets());
  const masks = maskTokens(ids, mask, offsets, part);
  const room = model.ref.contextLength - reserve - prefixLength - (ids.length - bodyEnd);
  const middle = masks.find(({ start }) => start === centre) ?? masks[0];
  if (middle === undefined) {
    throw new TokenscopeError('NoMask', { maskToken: mask.content });
  }
  const from = windowStart(middle.position, prefixLength, bodyEnd, room);
  const to = Math.min(bodyEnd, from + room);
  const kept = <T>(list: readonly T[]): T[] => [
    ...list.slice(0, prefixLength),
    ...list.slice(from, to),
    ...list.slice(bodyEnd),
  ];
  const placed = (units: Uint32Array): number[] =>
    Array.from(units, (unit, index) => (isOwn(sequences[index]) ? part.start + unit : 0));
  const whole = part.text.length === text.length && from === prefixLength && to === bodyEnd;
  return {
    ids: kept(ids),
    typeIds: kept(encoding.getTypeIds()),
    starts: kept(placed(offsets.starts)),
    ends: kept(placed(offsets.ends)),
    masks: masks
      .filter(({ position }) => position >= from && position < to)
      .map((seen) => ({ ...seen, position: seen.position - from + prefixLength })),
    maskCount: places.length,
    window: whole
      ? null
      : {
          start: part.start + (offsets.starts[from] ?? 0),
          end: part.start + (offsets.ends[to - 1] ?? 0),
        },
  };
}

function maskTokens(
  ids: readonly number[],
  mask: MaskToken,
  offsets: { readonly starts: Uint32Array; readonly ends: Uint32Array },
  part: { readonly start: number; readonly text: string },
): SeenMask[] {
  return ids.flatMap((id, position) => {
    if (id !== mask.id) {
      return [];
    }
    // `<mask>` takes the spaces beside it along in its span: the literal itself is wanted.
    const from = offsets.starts[position] ?? 0;
    const within = part.text.slice(from, offsets.ends[position]).indexOf(mask.content);
    const start = part.start + from + Math.max(0, within);
    return [{ position, start, end: start + mask.content.length }];
  });
}

function isOwn(sequence: number | null | undefined): boolean {
  return typeof sequence === 'number';
}
