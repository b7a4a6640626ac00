import type { TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { LabInput } from '../labTool';
import { placedText, rangesAt, sentencesIn, type PlacedText } from '../sentenceInput';

/** Prompts of the document: one or two, and how many were selected. */
export interface ContextShiftInput extends LabInput {
  readonly prompts: readonly PlacedText[];
  readonly selected: number;
}

/**
 * The first two selections in reading order, else the sentence at the cursor.
 * @throws TokenscopeError `EmptyText`.
 */
export function contextShiftInputAt(editor: TextEditor): ContextShiftInput {
  const { document, selection } = editor;
  const ranges = rangesAt(editor);
  const cursor = document.offsetAt(selection.active);
  const sentences = selection.isEmpty
    ? ranges.flatMap((range) => sentencesIn(document, range))
    : [];
  const sentence = sentences.findLast(({ start }) => start <= cursor) ?? sentences[0];
  const prompts =
    ranges.length === 1 && sentence
      ? [sentence]
      : ranges.map((range) => placedText(document, range));
  const [first] = prompts;
  if (!first || first.text === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  return { document, start: first.start, prompts: prompts.slice(0, 2), selected: prompts.length };
}

/** A continuation as it is read after a prompt without whitespace at its end: a word after a space. */
export function joined(continuation: string): string {
  const text = continuation.trimEnd();
  return /^[\p{L}\p{N}]/u.test(text) ? ` ${text}` : text;
}
