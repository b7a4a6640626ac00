import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import type { SurprisalForm } from '../../../common/protocol/views/laboratory/surprisal';
import { docIdOf } from '../../exports/docId';
import { visibleOffsets } from '../labMarks';
import type { LabInput } from '../labTool';
import { placedText, rangesAt, type PlacedText } from '../sentenceInput';

/** Characters that are read at most: of ordinary text fewer tokens than can be read. */
export const maxReadCharacters = 1_000_000;

/** Both texts that can be read: the form chooses, also later. */
export interface TextToRead extends LabInput {
  readonly docId: string;
  readonly selection: PlacedText;
  readonly whole: PlacedText;
  /** The document's text when it was read, for places in code points. */
  readonly documentText: string;
  /** UTF-16 offsets of what was visible of the document. */
  readonly visible: OffsetRange;
}

/** The selection, else the paragraph around the cursor, and the whole document; maybe empty. */
export function textToRead(editor: TextEditor, { unit }: SurprisalForm): TextToRead {
  const { document } = editor;
  const [range = new Range(0, 0, 0, 0)] = rangesAt(editor);
  const selection = placedText(document, range);
  const whole = placedText(document, wholeRange(document));
  const { start } = unit === 'document' ? whole : selection;
  const documentText = document.getText();
  return {
    ...{ document, docId: docIdOf(document), start, selection, whole, documentText },
    visible: visibleOffsets(editor),
  };
}

/** The visible part of the text that is read, in its own offsets. */
export function visibleIn({ selection, whole, visible }: TextToRead, text: string): OffsetRange {
  const { start } = text === whole.text ? whole : selection;
  return { start: Math.max(0, visible.start - start), end: Math.max(0, visible.end - start) };
}

/** The text that the form names. @throws TokenscopeError `EmptyText`, `TooLong`. */
export function chosenText(input: TextToRead, { unit }: SurprisalForm): PlacedText {
  const chosen = unit === 'document' ? input.whole : input.selection;
  const actual = chosen.text.length;
  if (actual === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  if (actual > maxReadCharacters) {
    throw new TokenscopeError('TooLong', { what: 'characters', actual, limit: maxReadCharacters });
  }
  return chosen;
}

/** All of a document. */
export function wholeRange(document: TextDocument): Range {
  return new Range(document.positionAt(0), document.lineAt(document.lineCount - 1).range.end);
}
