import { Range, window, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { ReadingsForm } from '../../../common/protocol/views/laboratory/readings';
import { codePoints } from '../../../common/text/codePoints';
import { describePlace } from '../../documents/source';
import { docIdOf } from '../../exports/docId';
import type { LabInput } from '../labTool';
import { maxReadCharacters, wholeRange } from '../surprisal/surprisalInput';
import { placedText, rangesAt, trimmed, type PlacedText } from '../sentenceInput';

/** A text with the document that it is of. */
export interface SourceText extends PlacedText {
  readonly document: TextDocument;
  readonly docId: string;
  /** Names its place, such as "notes.md:12". */
  readonly label: string;
  /** The document's text before it, in code points. */
  readonly codePointStart: number;
}

/** What can be compared: the form chooses, also later. */
export interface ReadingsInput extends LabInput {
  readonly selection: readonly SourceText[];
  readonly whole: readonly SourceText[];
}

/** A line of three or more dashes, asterisks or equals signs parts two texts. */
const partingLine = /^[ \t]*([-*=])(?:[ \t]*\1){2,}[ \t]*$/m;

/** The selections, or the paragraph around the cursor, and the document; each with what it is compared with. */
export function readingsInputAt(editor: TextEditor): ReadingsInput {
  const { document } = editor;
  const other = window.visibleTextEditors.find(
    (each) => each !== editor && each.document !== document && each.viewColumn !== undefined,
  );
  const selected = rangesAt(editor).map((range) => placedText(document, range));
  const whole = placedText(document, wholeRange(document));
  const beside = other && {
    selection: rangesAt(other).map((range) => placedText(other.document, range)),
    whole: placedText(other.document, wholeRange(other.document)),
  };
  const sources = (texts: readonly PlacedText[], of: TextDocument): SourceText[] =>
    texts.filter(({ text }) => text !== '').map((text) => sourceText(of, text));
  return {
    document,
    start: selected[0]?.start ?? 0,
    selection: [
      ...sources(selected.length > 1 ? selected : selected.flatMap(parted), document),
      ...(other && beside ? sources(beside.selection, other.document) : []),
    ],
    whole: [
      ...sources(parted(whole), document),
      ...(other && beside ? sources([beside.whole], other.document) : []),
    ],
  };
}

/**
 * The texts that a form compares: one for two models.
 * @throws TokenscopeError `EmptyText`, `OneText`, `TooLong`.
 */
export function textsToCompare(
  input: ReadingsInput,
  { compare, unit }: ReadingsForm,
): readonly SourceText[] {
  const texts = unit === 'document' ? input.whole : input.selection;
  const [first, second] = texts;
  if (!first) {
    throw new TokenscopeError('EmptyText', {});
  }
  if (compare === 'texts' && !second) {
    throw new TokenscopeError('OneText', {});
  }
  const chosen = compare === 'texts' && second ? [first, second] : [first];
  for (const { text } of chosen) {
    if (text.length > maxReadCharacters) {
      throw new TokenscopeError('TooLong', {
        ...{ what: 'characters', actual: text.length, limit: maxReadCharacters },
      });
    }
  }
  return chosen;
}

/** The two parts of a text with a parting line, else the text. */
function parted({ text, start }: PlacedText): PlacedText[] {
  const line = partingLine.exec(text);
  if (!line) {
    return [{ text, start }];
  }
  const end = line.index + line[0].length;
  return [trimmed(text.slice(0, line.index), start), trimmed(text.slice(end), start + end)];
}

function sourceText(document: TextDocument, placed: PlacedText): SourceText {
  const { start } = placed;
  const label = describePlace(document, document.positionAt(start));
  const before = document.getText(new Range(document.positionAt(0), document.positionAt(start)));
  return {
    ...placed,
    ...{ document, label, docId: docIdOf(document), codePointStart: codePoints(before) },
  };
}
