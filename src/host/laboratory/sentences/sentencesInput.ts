import type { TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { codePoints } from '../../../common/text/codePoints';
import { docIdOf } from '../../exports/docId';
import type { LabInput } from '../labTool';
import { rangesAt, sentencesAt, type PlacedText } from '../sentenceInput';

/** A text of the document that is scored as one. */
export interface ScoringUnit extends PlacedText {
  /** Offset in the document, in Unicode code points. */
  readonly codePointStart: number;
}

/** Both ways in which the same selections can be read: the form chooses, also later. */
export interface SentencesToScore extends LabInput {
  readonly documentId: string;
  readonly sentences: readonly ScoringUnit[];
  readonly lines: readonly ScoringUnit[];
}

/**
 * The sentences and the lines of all selections, else of the paragraph around the cursor.
 * @throws TokenscopeError `EmptyText`, `TooLong`.
 */
export function sentencesToScore(editor: TextEditor): SentencesToScore {
  const { document } = editor;
  const { start, sentences } = sentencesAt(editor);
  const text = document.getText();
  const lines = rangesAt(editor).flatMap((range) => {
    const base = document.offsetAt(range.start);
    return [...document.getText(range).matchAll(/[^\r\n]+/g)].flatMap(({ index, 0: line }) => {
      const lead = line.length - line.trimStart().length;
      return line.trim() === '' ? [] : [{ text: line.trim(), start: base + index + lead }];
    });
  });
  return {
    document,
    start,
    documentId: docIdOf(document),
    sentences: withCodePoints(text, sentences),
    lines: withCodePoints(text, lines),
  };
}

/** Pairs of the first with the second text, and so on. @throws TokenscopeError `OneSentence`, `OddTexts`. */
export function pairsOf(units: readonly ScoringUnit[]): [number, number][] {
  if (units.length === 1) {
    throw new TokenscopeError('OneSentence', {});
  }
  if (units.length % 2 !== 0) {
    throw new TokenscopeError('OddTexts', { texts: units.length });
  }
  return Array.from({ length: units.length / 2 }, (_, pair) => [2 * pair, 2 * pair + 1]);
}

function withCodePoints(text: string, units: readonly PlacedText[]): ScoringUnit[] {
  let [from, codePointStart] = [0, 0];
  return units.map((unit) => {
    codePointStart += codePoints(text.slice(from, unit.start));
    from = unit.start;
    return { ...unit, codePointStart };
  });
}
