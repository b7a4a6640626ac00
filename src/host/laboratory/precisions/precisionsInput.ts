import type { TextEditor } from 'vscode';
import { isTokenscopeError } from '../../../common/errors';
import { contextShiftInputAt } from '../contextShift/contextShiftInput';
import { gapAt, type GapInput } from '../gapInput';
import type { LabInput } from '../labTool';
import type { PlacedText } from '../sentenceInput';

/** What two models can be compared on. */
export interface PrecisionsInput extends LabInput {
  /** For masked models: a mask, or a word that is hidden; null where there is neither. */
  readonly gap: GapInput | null;
  /** For causal models: what stands before the token that is asked for. */
  readonly prompt: PlacedText;
}

/** @throws TokenscopeError `EmptyText`. */
export function precisionsInputAt(editor: TextEditor, maskToken: string): PrecisionsInput {
  const { document, prompts, start } = contextShiftInputAt(editor);
  return {
    document,
    start,
    gap: gapOf(editor, maskToken),
    prompt: prompts[0] ?? { text: '', start },
  };
}

function gapOf(editor: TextEditor, maskToken: string): GapInput | null {
  try {
    return gapAt(editor, maskToken);
  } catch (error) {
    if (isTokenscopeError(error, 'NoWord') || isTokenscopeError(error, 'NoMask')) {
      return null;
    }
    throw error;
  }
}
