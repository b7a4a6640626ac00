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
 * The gap at the cursor: the mask of its sentence, else the word at the cursor, else the selection,
 * hidden from the model; the document is not edited.
 * @throws TokenscopeError `NoWord`, `EmptyText`.
 */
export function gapAt(editor: TextEditor, maskToken: string): GapInput {
  const input = readGap(editor, maskToken);
  const { document } = editor;
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
    text: input.text,
    gap: { start: mask.start, end: mask.end },
    place,
    hidden: input.hidden,
  };
}

/** The gap at the cursor as a word to be hidden: where a mask stands there is none. */
export function hiddenWordAt(editor: TextEditor, maskToken: string): GapInput & { hidden: string } {
  const input = gapAt(editor, maskToken);
  if (input.hidden === null) {
    throw new TokenscopeError('NoWord', {});
  }
  return { ...input, hidden: input.hidden };
}

function readGap(editor: TextEditor, maskToken: string): MaskInput {
  const selected = editor.document.getText(editor.selection);
  if (selected !== '' && !selected.includes(maskToken)) {
    return inputWithHiddenWord(editor, maskToken);
  }
  try {
    return inputWithMasks(editor, maskToken);
  } catch (error) {
    if (error instanceof TokenscopeError && error.code === 'NoMask') {
      return inputWithHiddenWord(editor, maskToken);
    }
    throw error;
  }
}
