import type { OpenModel } from '../models/openModel';
import type { MaskedText, SeenMask } from './maskedText';

/** What stands in a mask's place when a word is written there. */
export type WordInPlace =
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  /** The tokens beside it are others than with the mask there. */
  | { readonly kind: 'neighbours' }
  /** The tokenizer leaves nothing of the word. */
  | { readonly kind: 'nothing' };

/** Encodings asked of the tokenizer at once. */
export const targetBatch = 64;

/**
 * The ids of words at one mask: what stands at the mask's place when the text is encoded with the word
 * written in; all other tokens must stay the same (measures: target ids). A word alone would lose the
 * leading space that byte-level tokens have.
 * @param text the whole text; @param words at most {@link targetBatch}.
 */
export async function wordsInPlace(
  model: OpenModel,
  text: string,
  seen: MaskedText,
  mask: SeenMask,
  words: readonly string[],
): Promise<WordInPlace[]> {
  const { start, end } = seen.window ?? { start: 0, end: text.length };
  const before = text.slice(start, mask.start);
  const after = text.slice(mask.end, end);
  const encodings = await model.tokenizer.tokenizer.encodeBatch(
    words.map((word) => before + word.trim() + after),
  );
  return encodings.map((encoding) => inPlace(encoding.getIds(), seen, mask));
}

function inPlace(written: readonly number[], seen: MaskedText, mask: SeenMask): WordInPlace {
  const following = seen.ids.length - mask.position - 1;
  const end = written.length - following;
  const same =
    end >= mask.position &&
    seen.ids.every(
      (id, index) =>
        index === mask.position ||
        id === written[index < mask.position ? index : index - mask.position - 1 + end],
    );
  if (!same) {
    return { kind: 'neighbours' };
  }
  return end === mask.position
    ? { kind: 'nothing' }
    : { kind: 'ids', ids: written.slice(mask.position, end) };
}
