import { l10n, type TextEditor } from 'vscode';
import { continuationMark } from '../../../common/protocol/views/laboratory/contextShift';
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

/** At most this many continuations are scored. */
const maxContinuations = 100;

/**
 * The continuations of a form, as they are read, each once.
 * @throws TokenscopeError `InvalidParameter`: too many.
 */
export function continuationsIn(typed: string): readonly string[] {
  const texts = typed.split(continuationMark).map(joined);
  const distinct = [...new Set(texts.filter((text) => text !== ''))];
  if (distinct.length > maxContinuations) {
    throw new TokenscopeError('InvalidParameter', {
      name: l10n.t('Continuations'),
      value: String(distinct.length),
      expected: l10n.t('at most {0}', maxContinuations),
    });
  }
  return distinct;
}

/** A continuation as it is read after a prompt without whitespace at its end: a word after a space. */
function joined(continuation: string): string {
  const text = continuation.trim();
  return /^[\p{L}\p{N}]/u.test(text) ? ` ${text}` : text;
}
