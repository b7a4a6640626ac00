import type { Position } from 'vscode';
import { Range, type TextDocument, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { paragraphRange } from '../documents/paragraph';

/** What the model continues; plain data. */
export interface PromptText {
  /** What the model is given: no spaces or tabs at the end, since GPT-2's tokens carry their leading space. */
  readonly prompt: string;
  /** Characters before `prompt` were left out of it: no context is that long. */
  readonly cut: boolean;
  readonly spaceDropped: boolean;
  /** What its runs take in place of the form's values. */
  readonly overrides?: Partial<SamplingForm>;
  /** Names the prompt where it is not the document's own text, such as a preset. */
  readonly label?: string;
}

/** A prompt, and where it stands. */
export interface PromptInput extends PromptText {
  readonly document: TextDocument;
  /** The text of the prompt in the document; its end is where the continuation belongs. */
  readonly range: Range;
  /** The command was given on a selection, which can be replaced. */
  readonly selected: boolean;
}

/** The part of a prompt that outlives its document. */
export function promptText({
  prompt,
  cut,
  spaceDropped,
  overrides,
  label,
}: PromptText): PromptText {
  return {
    prompt,
    cut,
    spaceDropped,
    ...(overrides && { overrides }),
    ...(label !== undefined && { label }),
  };
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
    cut: !used.start.isEqual(range.start),
    range,
    selected: !selection.isEmpty,
    spaceDropped: prompt.length < text.length,
  };
}

/**
 * A prompt that was made from an editor's text, such as by a preset: its continuation belongs behind the
 * selection, or at the cursor.
 * @throws TokenscopeError `EmptyText`: nothing, or only whitespace.
 */
export function madePrompt(
  { document, selection }: TextEditor,
  text: string,
  overrides: Partial<SamplingForm>,
  label: string,
): PromptInput {
  const prompt = text.slice(-maxCharacters).replace(/[ \t]+$/, '');
  if (prompt.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  return {
    document,
    prompt,
    cut: text.length > maxCharacters,
    range: new Range(selection.start, selection.end),
    selected: !selection.isEmpty,
    spaceDropped: false,
    overrides,
    label,
  };
}

/** The first place from an offset on where a word begins after a space, else the offset itself. */
function cutPlace(document: TextDocument, offset: number): Position {
  const place = document.positionAt(offset);
  const near = document.getText(new Range(place, document.positionAt(offset + 1_000)));
  const space = near.search(/(?<=[a-z]) (?=[a-z])/);
  return document.positionAt(offset + Math.max(0, space));
}
