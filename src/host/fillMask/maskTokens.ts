import { occurrences, type TextRange } from '../../common/text/segmentation';
import type { MaskInput } from './maskInput';

/** Mask tokens of the usual families: BERT's and RoBERTa's. */
const usual = ['[MASK]', '<mask>'];

/**
 * Where a text has masks: the model's own token or, where that is nowhere in it, another family's, so
 * that one text can be given to several models. The own one goes first since `<mask>` is also a tag of
 * SVG.
 */
export function maskOccurrences(text: string, maskToken: string): TextRange[] {
  for (const token of new Set([maskToken, ...usual])) {
    const found = token === '' ? [] : occurrences(text, token);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

/** The same input with its masks written as another model writes them; places in the document stay. */
export function remasked(input: MaskInput, maskToken: string): MaskInput {
  const { text, masks, focus } = input;
  let written = '';
  let at = 0;
  let newFocus = focus;
  const moved = masks.map((mask) => {
    written += text.slice(at, mask.start);
    at = mask.end;
    const start = written.length;
    if (mask.start === focus) {
      newFocus = start;
    }
    written += maskToken;
    return { ...mask, start, end: written.length };
  });
  return { ...input, text: written + text.slice(at), masks: moved, focus: newFocus };
}
