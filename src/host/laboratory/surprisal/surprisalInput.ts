import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { SurprisalForm } from '../../../common/protocol/views/laboratory/surprisal';
import { docIdOf } from '../../exports/docId';
import type { LabInput } from '../labTool';
import { maxCharacters, placedText, rangesAt, type PlacedText } from '../sentenceInput';

/** Both texts that can be read: the form chooses, also later. */
export interface TextToRead extends LabInput {
  readonly docId: string;
  readonly selection: PlacedText;
  readonly whole: PlacedText;
  /** The document's text when it was read, for places in code points. */
  readonly documentText: string;
}

/** The selection, else the paragraph around the cursor, and the whole document; maybe empty. */
export function textToRead(editor: TextEditor, { unit }: SurprisalForm): TextToRead {
  const { document } = editor;
  const [range = new Range(0, 0, 0, 0)] = rangesAt(editor);
  const selection = placedText(document, range);
  const whole = placedText(document, wholeRange(document));
  const { start } = unit === 'document' ? whole : selection;
  const documentText = document.getText();
  return { document, docId: docIdOf(document), start, selection, whole, documentText };
}

/** The text that the form names. @throws TokenscopeError `EmptyText`, `TooLong`. */
export function chosenText(input: TextToRead, { unit }: SurprisalForm): PlacedText {
  const chosen = unit === 'document' ? input.whole : input.selection;
  const actual = chosen.text.length;
  if (actual === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  if (actual > maxCharacters) {
    throw new TokenscopeError('TooLong', { what: 'characters', actual, limit: maxCharacters });
  }
  return chosen;
}

function wholeRange(document: TextDocument): Range {
  return new Range(document.positionAt(0), document.lineAt(document.lineCount - 1).range.end);
}
