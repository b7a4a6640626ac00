import type { Position } from 'vscode';
import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { nearest, sentences, wordAt, type TextRange } from '../../common/text/segmentation';
import { paragraphRange, rangeFrom } from '../documents/paragraph';
import { maskOccurrences, remasked } from './maskTokens';

/** A text for the model, and where its masks stand in the document. */
export interface MaskInput {
  readonly document: TextDocument;
  /** Holds the model's mask token; line breaks as in the document. */
  readonly text: string;
  /** The masks of `text`, in order. */
  readonly masks: readonly PlacedMask[];
  /** UTF-16 offset in `text` around which it is cut if it is too long. */
  readonly focus: number;
  /** The word that "Mask This Word" hid. */
  readonly hidden: string | null;
  /** Part of a longer selection was left out here already. */
  readonly cut: boolean;
}

export interface PlacedMask extends TextRange {
  /** What a candidate replaces in the document: the mask token, or the hidden word. */
  readonly range: Range;
}

/** Characters of a selection that are read at most: far more than any context of 512 tokens. */
const maxCharacters = 65_536;
/** Characters around the cursor in which a word is looked for. */
const maxWordReach = 200;

/**
 * What "Fill [MASK]" works on: the selection, else the sentence around the cursor that holds a mask,
 * else the sentence of the line whose mask is nearest to the cursor.
 * @throws TokenscopeError `NoMask` or `EmptyText`.
 */
export function inputWithMasks(editor: TextEditor, maskToken: string): MaskInput {
  return remasked(readMasks(editor, maskToken), maskToken);
}

function readMasks(editor: TextEditor, maskToken: string): MaskInput {
  const { document, selection } = editor;
  if (!selection.isEmpty) {
    return fromSelection(document, selection, maskToken);
  }
  const paragraph = paragraphRange(document, selection.active);
  const text = document.getText(paragraph);
  const cursor = document.offsetAt(selection.active) - document.offsetAt(paragraph.start);
  const line = document.lineAt(selection.active.line).range;
  const lineStart = document.offsetAt(line.start) - document.offsetAt(paragraph.start);
  const lineEnd = lineStart + line.end.character;
  const masks = maskOccurrences(text, maskToken);
  const all = sentences(text);
  const around = nearest(all, cursor);
  const mask =
    nearest(
      masks.filter((each) => around && within(each, around)),
      cursor,
    ) ??
    nearest(
      masks.filter(({ start, end }) => end > lineStart && start < lineEnd),
      cursor,
    );
  if (!mask) {
    throw new TokenscopeError('NoMask', { maskToken });
  }
  const sentence = all.find((each) => within(mask, each)) ?? mask;
  return placed(document, rangeFrom(document, paragraph.start, sentence), maskToken, {
    focus: mask.start - sentence.start,
    cut: false,
  });
}

/**
 * What "Mask This Word" works on: the sentence around the cursor's word, or around the selection,
 * with that word replaced by one mask. The document is not edited.
 * @throws TokenscopeError `NoWord` or `EmptyText`.
 */
export function inputWithHiddenWord(editor: TextEditor, maskToken: string): MaskInput {
  const { document, selection } = editor;
  const word = wordRange(document, selection);
  if (isMask(document, word, maskToken)) {
    return inputWithMasks(editor, maskToken);
  }
  const paragraph = paragraphRange(document, word.start);
  const text = document.getText(paragraph);
  const start = document.offsetAt(word.start) - document.offsetAt(paragraph.start);
  const end = start + document.getText(word).length;
  const sentence = sentences(text).find((each) => within({ start, end }, each)) ?? { start, end };
  const before = text.slice(sentence.start, start);
  const after = text.slice(end, sentence.end);
  const others = maskOccurrences(before, maskToken).concat(
    maskOccurrences(after, maskToken).map((mask) => ({
      start: mask.start + end - sentence.start,
      end: mask.end + end - sentence.start,
    })),
  );
  const shift = maskToken.length - (end - start);
  const masks: PlacedMask[] = others.map((mask) => {
    const moved = mask.start < before.length ? 0 : shift;
    const range = rangeFrom(document, paragraph.start, {
      start: mask.start + sentence.start,
      end: mask.end + sentence.start,
    });
    return { start: mask.start + moved, end: mask.end + moved, range };
  });
  masks.push({ start: before.length, end: before.length + maskToken.length, range: word });
  const input = {
    document,
    text: before + maskToken + after,
    masks: masks.sort((a, b) => a.start - b.start),
    focus: before.length,
    hidden: document.getText(word),
    cut: false,
  };
  return remasked(input, maskToken);
}

function fromSelection(document: TextDocument, selection: Range, maskToken: string): MaskInput {
  const start = document.offsetAt(selection.start);
  const end = document.offsetAt(selection.end);
  const cut = end - start > maxCharacters;
  const range = cut
    ? new Range(selection.start, document.positionAt(start + maxCharacters))
    : selection;
  const input = placed(document, range, maskToken, { focus: 0, cut });
  if (input.text.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const [first] = input.masks;
  if (!first) {
    throw new TokenscopeError('NoMask', { maskToken });
  }
  return { ...input, focus: first.start };
}

function placed(
  document: TextDocument,
  range: Range,
  maskToken: string,
  { focus, cut }: { focus: number; cut: boolean },
): MaskInput {
  const text = document.getText(range);
  const masks = maskOccurrences(text, maskToken).map((mask) => ({
    ...mask,
    range: rangeFrom(document, range.start, mask),
  }));
  return { document, text, masks, focus, hidden: null, cut };
}

function wordRange(document: TextDocument, selection: Range & { active: Position }): Range {
  if (!selection.isEmpty) {
    const text = document.getText(selection);
    const start = text.length - text.trimStart().length;
    const range = rangeFrom(document, selection.start, { start, end: text.trimEnd().length });
    if (text.trim() === '' || text.length > maxWordReach) {
      throw new TokenscopeError('NoWord', {});
    }
    return range;
  }
  const { active } = selection;
  const near = document.validateRange(
    new Range(
      active.with(undefined, Math.max(0, active.character - maxWordReach)),
      active.with(undefined, active.character + maxWordReach),
    ),
  );
  const word = wordAt(document.getText(near), active.character - near.start.character);
  if (!word) {
    throw new TokenscopeError('NoWord', {});
  }
  return rangeFrom(document, near.start, word);
}

/** Whether the word is the inside of a mask token: `MASK` of `[MASK]`. */
function isMask(document: TextDocument, word: Range, maskToken: string): boolean {
  const { start, end } = word;
  const line = document.lineAt(start.line).text;
  return maskOccurrences(line, maskToken).some((mask) =>
    within({ start: start.character, end: end.character }, mask),
  );
}

function within(inner: TextRange, outer: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
