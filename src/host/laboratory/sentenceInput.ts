import type { Range, TextDocument, TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { sentences } from '../../common/text/segmentation';
import { paragraphRange } from '../documents/paragraph';
import type { LabInput } from './labTool';

/** A text of the document. */
export interface PlacedText {
  readonly text: string;
  /** UTF-16 offset in the document. */
  readonly start: number;
}

/** Sentences that a run works on. */
export interface SentencesInput extends LabInput {
  readonly sentences: readonly PlacedText[];
}

/** Characters that a run reads at most. */
export const maxCharacters = 200_000;

/**
 * The sentences of all selections, else of the paragraph around the cursor, in reading order.
 * @throws TokenscopeError `EmptyText`, `TooLong`.
 */
export function sentencesAt(editor: TextEditor): SentencesInput {
  const { document } = editor;
  const found = rangesAt(editor).flatMap((range) => sentencesIn(document, range));
  const [first] = found;
  if (!first) {
    throw new TokenscopeError('EmptyText', {});
  }
  return { document, start: first.start, sentences: found };
}

/** The selections that hold text, else the paragraph around the cursor. */
export function rangesAt({ document, selections, selection }: TextEditor): readonly Range[] {
  const selected = selections.filter((range) => document.getText(range).trim() !== '');
  return selected.length > 0
    ? selected.toSorted((a, b) => a.start.compareTo(b.start))
    : [paragraphRange(document, selection.active)];
}

/** The text of a range, without the whitespace around it. */
export function placedText(document: TextDocument, range: Range): PlacedText {
  return trimmed(document.getText(range), document.offsetAt(range.start));
}

/** A text that stands at an offset, without the whitespace around it. */
export function trimmed(text: string, start: number): PlacedText {
  return { text: text.trim(), start: start + (text.length - text.trimStart().length) };
}

/** The sentences of a range of at most `limit` characters. @throws TokenscopeError `TooLong`. */
export function sentencesIn(
  document: TextDocument,
  range: Range,
  limit = maxCharacters,
): PlacedText[] {
  const text = document.getText(range);
  if (text.length > limit) {
    throw new TokenscopeError('TooLong', {
      what: 'characters',
      actual: text.length,
      limit,
    });
  }
  const base = document.offsetAt(range.start);
  return sentences(text).map(({ start, end }) => ({
    text: text.slice(start, end),
    start: base + start,
  }));
}
