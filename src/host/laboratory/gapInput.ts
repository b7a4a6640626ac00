import type { TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import { inputWithHiddenWord, inputWithMasks, type MaskInput } from '../fillMask/maskInput';
import type { LabInput } from './labTool';

/** A sentence with a gap: a mask that stands in it, or a word that is hidden. */
export interface GapInput extends LabInput {
  /** Holds the model's mask token at the gap. */
  readonly text: string;
  /** UTF-16 range of the mask token in the text. */
  readonly gap: OffsetRange;
  /** Where the gap stands in the document. */
  readonly place: OffsetRange;
  /** The word that was hidden; null where the document has a mask. */
  readonly hidden: string | null;
}

/**
 * The gap at the cursor: the mask of its sentence, else the word at the cursor, else the mask of the
 * line, else the selection, hidden from the model; the document is not edited.
 * @throws TokenscopeError `NoWord`, `EmptyText`.
 */
export function gapAt(editor: TextEditor, maskToken: string): GapInput {
  return gapOf(readGap(editor, maskToken), maskToken);
}

/** The gap at the cursor as a word to be hidden: where a mask stands there is none. @throws as {@link gapAt} does. */
export function hiddenWordAt(editor: TextEditor, maskToken: string): GapInput & { hidden: string } {
  const gap = gapOf(inputWithHiddenWord(editor, maskToken), maskToken);
  if (gap.hidden === null) {
    throw new TokenscopeError('NoWord', {});
  }
  return { ...gap, hidden: gap.hidden };
}

/** The same gap as a model writes it whose mask token is another than that of the run before. */
export function gapFor<Gap extends Pick<GapInput, 'text' | 'gap'>>(
  input: Gap,
  maskToken: string,
): Gap {
  const { text, gap } = input;
  return {
    ...input,
    text: text.slice(0, gap.start) + maskToken + text.slice(gap.end),
    gap: { start: gap.start, end: gap.start + maskToken.length },
  };
}

function gapOf(input: MaskInput, maskToken: string): GapInput {
  const { document, text, hidden } = input;
  const mask = input.masks.find(({ start }) => start === input.focus) ?? input.masks[0];
  if (!mask) {
    throw new TokenscopeError('NoMask', { maskToken });
  }
  const place = {
    start: document.offsetAt(mask.range.start),
    end: document.offsetAt(mask.range.end),
  };
  return {
    document,
    start: place.start,
    text,
    gap: { start: mask.start, end: mask.end },
    place,
    hidden,
  };
}

function readGap(editor: TextEditor, maskToken: string): MaskInput {
  const selected = editor.document.getText(editor.selection);
  if (selected !== '') {
    return selected.includes(maskToken)
      ? inputWithMasks(editor, maskToken)
      : inputWithHiddenWord(editor, maskToken);
  }
  const masks = unless('NoMask', () => inputWithMasks(editor, maskToken));
  if (masks && holdsCursor(masks, editor)) {
    return masks;
  }
  const word = unless('NoWord', () => inputWithHiddenWord(editor, maskToken));
  const found = word ?? masks;
  if (!found) {
    throw new TokenscopeError('NoWord', {});
  }
  return found;
}

/** Whether the cursor is in the sentence, or at its end. */
function holdsCursor({ document, masks: [mask], text }: MaskInput, editor: TextEditor): boolean {
  const start = mask ? document.offsetAt(mask.range.start) - mask.start : 0;
  const cursor = document.offsetAt(editor.selection.active);
  return cursor >= start && cursor <= start + text.length;
}

/** What is read; null when it throws this code. */
function unless<T>(code: 'NoMask' | 'NoWord', read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof TokenscopeError && error.code === code) {
      return null;
    }
    throw error;
  }
}
