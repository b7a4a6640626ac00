import { Position, Range, type TextDocument } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { paragraphLines } from '../../../common/text/paragraph';
import { maxCharacters, sentencesIn, type PlacedText } from '../sentenceInput';

/**
 * All sentences of a document, in reading order: each paragraph is split by itself, so that a heading
 * does not run into the text below it.
 * @throws TokenscopeError `TooLong`.
 */
export function documentSentences(document: TextDocument): PlacedText[] {
  const lines = {
    lineCount: document.lineCount,
    text: (line: number) => document.lineAt(line).text,
  };
  const end = document.lineAt(document.lineCount - 1).range.end;
  const length = document.offsetAt(end);
  if (length > maxCharacters) {
    throw new TokenscopeError('TooLong', {
      what: 'characters',
      actual: length,
      limit: maxCharacters,
    });
  }
  const found: PlacedText[] = [];
  for (let line = 0; line < document.lineCount; line++) {
    const { last } = paragraphLines(lines, line);
    const range = new Range(new Position(line, 0), document.lineAt(last).range.end);
    found.push(...sentencesIn(document, range));
    line = last;
  }
  return found;
}
