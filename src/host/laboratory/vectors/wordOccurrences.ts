import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import { sentences, wordAt } from '../../../common/text/segmentation';
import { wholeWords } from '../../../common/text/wholeWords';
import { paragraphRange } from '../../documents/paragraph';
import type { LabInput } from '../labTool';
import type { PlacedText } from '../sentenceInput';

/** A word in its sentence; `start` and `end` are UTF-16 offsets in the document. */
export interface PlacedWord extends OffsetRange {
  readonly sentence: PlacedText;
  /** Line of the document, from 1. */
  readonly line: number;
  /** In code points of the document. */
  readonly cpStart: number;
  readonly cpEnd: number;
}

export interface VectorsInput extends LabInput {
  readonly words: readonly PlacedWord[];
  /** Occurrences that were found, of which `words` may be a part. */
  readonly found: number;
  /** Whether the document is too long to have been searched all through. */
  readonly searchedInPart: boolean;
}

/** Occurrences that a run compares at most. */
export const maxOccurrences = 24;
/** Characters before and after the cursor that are searched for a word. */
const searchReach = 1_000_000;

/**
 * The words of all cursors and selections; of a single one, every occurrence of its word in the document.
 * @throws TokenscopeError `NoWord`.
 */
export function wordOccurrences(editor: TextEditor): VectorsInput {
  const { document, selections } = editor;
  const [first, ...more] = chosenWords(editor);
  if (!first) {
    throw new TokenscopeError('NoWord', {});
  }
  const several = selections.length > 1;
  const search = several ? { found: [first, ...more], inPart: false } : everywhere(document, first);
  const codePoints = new CodePointIndex(document.getText());
  return {
    document,
    start: first.start,
    words: around(search.found, first).map((word) => ({
      ...word,
      sentence: sentenceOf(document, word),
      line: document.positionAt(word.start).line + 1,
      cpStart: codePoints.at(word.start),
      cpEnd: codePoints.at(word.end),
    })),
    found: search.found.length,
    searchedInPart: search.inPart,
  };
}

/** The words at the cursors and in the selections, each once, in reading order. */
function chosenWords({ document, selections }: TextEditor): OffsetRange[] {
  const byStart = new Map<number, OffsetRange>();
  for (const selection of selections) {
    const text = document.getText(selection);
    const start = document.offsetAt(selection.start) + (text.length - text.trimStart().length);
    const word =
      text.trim() === ''
        ? wordAtCursor(document, selection)
        : { start, end: start + text.trim().length };
    if (word) {
      byStart.set(word.start, word);
    }
  }
  return [...byStart.values()].toSorted((a, b) => a.start - b.start);
}

function wordAtCursor(document: TextDocument, { end }: Range): OffsetRange | null {
  const line = document.lineAt(end.line);
  const base = document.offsetAt(line.range.start);
  const word = wordAt(line.text, end.character);
  return word && { start: base + word.start, end: base + word.end };
}

function everywhere(
  document: TextDocument,
  chosen: OffsetRange,
): { readonly found: readonly OffsetRange[]; readonly inPart: boolean } {
  const text = document.getText();
  const from = Math.max(0, chosen.start - searchReach);
  const to = Math.min(text.length, chosen.end + searchReach);
  const found = wholeWords(text.slice(from, to), text.slice(chosen.start, chosen.end)).map(
    ({ start, end }) => ({ start: from + start, end: from + end }),
  );
  // A part of a longer word is what was chosen, though it is no whole word anywhere.
  const all = found.some(({ start }) => start === chosen.start) ? found : [...found, chosen];
  return {
    found: all.toSorted((a, b) => a.start - b.start),
    inPart: to - from < text.length,
  };
}

/** As many as a run takes, around the chosen one. */
function around(found: readonly OffsetRange[], chosen: OffsetRange): readonly OffsetRange[] {
  const place = found.findIndex(({ start }) => start === chosen.start);
  const latest = Math.max(0, found.length - maxOccurrences);
  const from = Math.min(latest, Math.max(0, place - maxOccurrences / 2));
  return found.slice(from, from + maxOccurrences);
}

/** The sentence of a word; of a selection that crosses sentences, all of them. */
function sentenceOf(document: TextDocument, { start, end }: OffsetRange): PlacedText {
  const paragraph = paragraphRange(document, document.positionAt(start));
  const base = document.offsetAt(paragraph.start);
  const own = sentences(document.getText(paragraph)).filter(
    (sentence) => base + sentence.start < end && base + sentence.end > start,
  );
  const from = Math.min(start, ...own.map((sentence) => base + sentence.start));
  const to = Math.max(end, ...own.map((sentence) => base + sentence.end));
  const range = new Range(document.positionAt(from), document.positionAt(to));
  return { text: document.getText(range), start: from };
}
