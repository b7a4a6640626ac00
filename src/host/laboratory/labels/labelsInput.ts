import type { Range, TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { LabelsForm } from '../../../common/protocol/views/laboratory/labels';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { sentences } from '../../../common/text/segmentation';
import { paragraphRange } from '../../documents/paragraph';
import type { LabInput } from '../labTool';
import { trimmed, type PlacedText } from '../sentenceInput';

/** What a run reads; the form says how much of it, also later. */
export interface LabelsInput extends LabInput {
  /** The whole document as it was read. */
  readonly text: string;
  /** The selections that hold text, in reading order. */
  readonly selections: readonly OffsetRange[];
  /** The paragraph around the cursor. */
  readonly paragraph: OffsetRange;
}

/** Characters of a document that are read at most: several times 2,000 sentences. */
const maxCharacters = 1_000_000;

/** @throws TokenscopeError `EmptyText`, `TooLong`. */
export function labelsInput(
  { document, selections, selection }: TextEditor,
  form: Pick<LabelsForm, 'scope'>,
): LabelsInput {
  const offsets = (range: Range): OffsetRange => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
  });
  const input = {
    document,
    start: 0,
    text: document.getText(),
    selections: selections
      .filter((range) => document.getText(range).trim() !== '')
      .toSorted((a, b) => a.start.compareTo(b.start))
      .map(offsets),
    paragraph: offsets(paragraphRange(document, selection.active)),
  };
  const [first] = passages(input, form);
  return { ...input, start: first?.start ?? 0 };
}

/** The passages that a form asks for, each whole. @throws TokenscopeError `EmptyText`, `TooLong`. */
export function passages(input: LabelsInput, form: Pick<LabelsForm, 'scope'>): PlacedText[] {
  const found = rangesOf(input, form)
    .map(({ start, end }) => trimmed(input.text.slice(start, end), start))
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
  return passages(input, form)
    .flatMap((passage) => paragraphsOf(passage))
    .flatMap(({ text, start: base }) =>
      sentences(text).map(({ start, end }) => ({
        text: text.slice(start, end),
        start: base + start,
      })),
    );
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
  { text, selections, paragraph }: LabelsInput,
  { scope }: Pick<LabelsForm, 'scope'>,
): readonly OffsetRange[] {
  if (scope === 'document') {
    return [{ start: 0, end: text.length }];
  }
  return scope === 'selection' && selections.length > 0 ? selections : [paragraph];
}
