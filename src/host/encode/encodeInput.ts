import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { CodeInput } from '../../common/tokens/codeInput';
import type { DocumentRef } from '../../common/protocol/tokenizer/tokens';
import type { TextRef, WorkbenchText } from '../../common/protocol/tokenizer/workbench';
import { batchLimits } from '../../common/tokens/encodeLimits';
import { paragraphRange } from '../documents/paragraph';
import { RangeTracker } from '../documents/trackedRange';

/** The texts that are encoded: parts of a document that are followed through edits elsewhere. */
export class EncodeInput extends RangeTracker {
  readonly #document: TextDocument;

  constructor(document: TextDocument, ranges: readonly Range[]) {
    super(document, ranges);
    this.#document = document;
  }

  get document(): TextDocument {
    return this.#document;
  }

  /** Where the texts are now. @throws TokenscopeError `DocumentGone` or `DocumentChanged`. */
  get current(): readonly Range[] {
    return this.ranges.map((tracked) => {
      if (!tracked.current) {
        throw new TokenscopeError(tracked.closed ? 'DocumentGone' : 'DocumentChanged', {});
      }
      return tracked.current.range;
    });
  }
}

/**
 * The selections of an editor in text order, else the paragraph at its cursor.
 * @throws TokenscopeError `EmptyText`.
 */
export function encodeInputAt({ document, selections, selection }: TextEditor): EncodeInput {
  const selected = selections
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ start, end }) => new Range(start, end))
    .sort((a, b) => a.start.compareTo(b.start));
  const ranges = selected.length > 0 ? selected : [paragraphRange(document, selection.active)];
  if (ranges.every(({ isEmpty }) => isEmpty)) {
    throw new TokenscopeError('EmptyText', {});
  }
  return new EncodeInput(document, ranges);
}

/** The ranges as a batch: each a text, or two by two texts and their pairs. */
export function batchOf(
  document: TextDocument,
  ref: DocumentRef,
  ranges: readonly Range[],
  paired: boolean,
): WorkbenchText[] {
  const texts = ranges.map(({ start, end }): TextRef => ({
    document: ref,
    range: { start: document.offsetAt(start), end: document.offsetAt(end) },
  }));
  return withPairs(texts, paired).map(([text, pair]) => ({ text, ...(pair && { pair }) }));
}

/**
 * The same batch as texts, for code.
 * @throws TokenscopeError `TooLong`, before a long text is copied.
 */
export function textsOf(
  document: TextDocument,
  ranges: readonly Range[],
  paired: boolean,
): CodeInput['texts'] {
  const actual = ranges.reduce(
    (units, { start, end }) => units + document.offsetAt(end) - document.offsetAt(start),
    0,
  );
  if (actual > batchLimits.units) {
    throw new TokenscopeError('TooLong', { what: 'characters', actual, limit: batchLimits.units });
  }
  const texts = ranges.map((range) => document.getText(range));
  return withPairs(texts, paired).map(([text, pair]) => ({
    text,
    ...(pair !== undefined && { pair }),
  }));
}

function withPairs<T>(items: readonly T[], paired: boolean): (readonly [T, T?])[] {
  return items.flatMap((item, index): (readonly [T, T?])[] => {
    if (!paired) {
      return [[item]];
    }
    const pair = items[index + 1];
    return index % 2 === 1 ? [] : [pair === undefined ? [item] : [item, pair]];
  });
}
