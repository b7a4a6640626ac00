import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { paragraphRange } from '../../documents/paragraph';
import type { LabInput } from '../labTool';
import { placedText, sentencesIn } from '../sentenceInput';

/** A text with the place up to which it is read; what follows tells which token really comes next. */
export interface LensInput extends LabInput {
  readonly text: string;
  /** UTF-16 offset into the text. */
  readonly focus: number;
  /** UTF-16 offset of the cursor's sentence in the text; 0 for a selection, which is read from its start. */
  readonly sentence: number;
  /** Whether text further left was meant. */
  readonly cut: boolean;
}

/** Characters to the left that are read at most: ordinary text has far fewer in 128 tokens. */
const reach = 8_000;

/**
 * The selection up to its end, else the paragraph up to the cursor.
 * @throws TokenscopeError `EmptyText`.
 */
export function lensInputAt(editor: TextEditor): LensInput {
  const { document, selection } = editor;
  const selected = placedText(document, selection);
  const around = paragraphRange(document, selection.end);
  const limit = document.offsetAt(around.end);
  if (selected.text !== '') {
    const end = selected.start + selected.text.length;
    return inputOf(document, { ...selected, focus: end - 1, end: Math.max(end, limit) });
  }
  const { text, start } = placedText(document, around);
  if (text === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const focus = Math.max(document.offsetAt(selection.active), start);
  const sentence = sentencesIn(document, around).findLast((each) => each.start <= focus);
  return inputOf(document, { start, focus, end: limit, sentence: sentence?.start });
}

/** All offsets are in the document. */
function inputOf(
  document: TextDocument,
  place: { start: number; focus: number; end: number; sentence?: number | undefined },
): LensInput {
  const { start, focus, end, sentence = start } = place;
  const from = Math.max(start, focus - reach);
  const text = document.getText(new Range(document.positionAt(from), document.positionAt(end)));
  // Without a first word that was cut in two.
  const lead = from > start ? (/^\S*\s/.exec(text)?.[0].length ?? 0) : 0;
  const first = from + lead;
  return {
    document,
    start: first,
    text: text.slice(lead).trimEnd(),
    focus: Math.max(0, focus - first),
    sentence: Math.max(0, sentence - first),
    cut: from > start,
  };
}
