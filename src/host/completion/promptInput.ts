import type { Position } from 'vscode';
import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { paragraphRange } from '../documents/paragraph';

/** A prompt, and where it stands. */
export interface PromptInput {
  readonly document: TextDocument;
  /** What the model is given: no spaces or tabs at the end, since GPT-2's tokens carry their leading space. */
  readonly prompt: string;
  /** Characters before `prompt` that were left out of it: no context is that long. */
  readonly leftOut: Range | null;
  /** The text of the prompt in the document; its end is where the continuation belongs. */
  readonly range: Range;
  /** The command was given on a selection, which can be replaced. */
  readonly selected: boolean;
  readonly spaceDropped: boolean;
}

/** Characters that a prompt has at most: 512 tokens are far fewer. */
const maxCharacters = 65_536;

/**
 * What "Continue with GPT-2" works on: the selection, else the paragraph up to the cursor.
 * @throws TokenscopeError `EmptyText`: nothing, or only whitespace.
 */
export function promptAt({ document, selection }: TextEditor): PromptInput {
  const range = selection.isEmpty
    ? new Range(paragraphRange(document, selection.active, maxCharacters).start, selection.active)
    : new Range(selection.start, selection.end);
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const used =
    end - start > maxCharacters
      ? new Range(cutPlace(document, end - maxCharacters), range.end)
      : range;
  const text = document.getText(used);
  const prompt = text.replace(/[ \t]+$/, '');
  if (prompt.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  return {
    document,
    prompt,
    leftOut: used.start.isEqual(range.start) ? null : new Range(range.start, used.start),
    range,
    selected: !selection.isEmpty,
    spaceDropped: prompt.length < text.length,
  };
}

/** The first place from an offset on where a word begins after a space, else the offset itself. */
function cutPlace(document: TextDocument, offset: number): Position {
  const place = document.positionAt(offset);
  const near = document.getText(new Range(place, document.positionAt(offset + 1_000)));
  const space = near.search(/(?<=[a-z]) (?=[a-z])/);
  return document.positionAt(offset + Math.max(0, space));
}
