import { Position, Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { LabelsForm } from '../../../common/protocol/views/laboratory/labels';
import { paragraphRange } from '../../documents/paragraph';
import type { LabInput } from '../labTool';
import { placedText, sentencesIn, type PlacedText } from '../sentenceInput';

/** Where a run reads; the form says how much of it. */
export interface LabelsInput extends LabInput {
  /** The selections that hold text, in reading order. */
  readonly selections: readonly Range[];
  readonly cursor: Position;
}

/** Characters of a document that are read at most: several times 2,000 sentences. */
const maxCharacters = 1_000_000;

/** @throws TokenscopeError `EmptyText`, `TooLong`. */
export function labelsInput(
  { document, selections, selection }: TextEditor,
  form: Pick<LabelsForm, 'scope'>,
): LabelsInput {
  const input = {
    document,
    start: 0,
    selections: selections
      .filter((range) => document.getText(range).trim() !== '')
      .toSorted((a, b) => a.start.compareTo(b.start)),
    cursor: selection.active,
  };
  const [first] = passages(input, form);
  return { ...input, start: first?.start ?? 0 };
}

/** The passages that a form asks for, each whole. @throws TokenscopeError `EmptyText`, `TooLong`. */
export function passages(input: LabelsInput, form: Pick<LabelsForm, 'scope'>): PlacedText[] {
  const { document } = input;
  const found = rangesOf(input, form)
    .map((range) => placedText(document, document.validateRange(range)))
    .filter(({ text }) => text !== '');
  if (found.length === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  const actual = found.reduce((sum, { text }) => sum + text.length, 0);
  if (actual > maxCharacters) {
    throw new TokenscopeError('TooLong', { what: 'characters', actual, limit: maxCharacters });
  }
  return found;
}

/** The sentences of the passages; none reaches over a blank line. @throws TokenscopeError `EmptyText`, `TooLong`. */
export function sentencesOf(input: LabelsInput, form: Pick<LabelsForm, 'scope'>): PlacedText[] {
  const { document } = input;
  return passages(input, form)
    .flatMap((passage) => paragraphsOf(passage))
    .flatMap(({ text, start }) => {
      const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
      return sentencesIn(document, range, maxCharacters);
    });
}

/** A heading has no full stop: what blank lines part would become one sentence. */
function paragraphsOf({ text, start }: PlacedText): PlacedText[] {
  const found: PlacedText[] = [];
  let from = 0;
  for (const { index, 0: gap } of [...text.matchAll(/\n\s*\n/g), { index: text.length, 0: '' }]) {
    found.push({ text: text.slice(from, index), start: start + from });
    from = index + gap.length;
  }
  return found;
}

function rangesOf(
  { document, selections, cursor }: LabelsInput,
  { scope }: Pick<LabelsForm, 'scope'>,
): readonly Range[] {
  if (scope === 'document') {
    return [wholeDocument(document)];
  }
  return scope === 'selection' && selections.length > 0
    ? selections
    : [paragraphRange(document, document.validatePosition(cursor))];
}

function wholeDocument(document: TextDocument): Range {
  return new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}
