import { Range, type Disposable, type Position, type TextDocument } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { editorOf, replace, replaceTracked } from '../documents/replacement';
import { RangeTracker, type TrackedRange } from '../documents/trackedRange';
import type { PromptInput } from './promptInput';

/** Puts a continuation into the document that its prompt came from. */
export class Insertion implements Disposable {
  readonly #tracker: RangeTracker;
  readonly #text: string;
  /** Where the cursor or selection was when the run began. */
  readonly #cursorAtStart: Range | null;

  constructor(private readonly input: PromptInput) {
    this.#tracker = new RangeTracker(input.document, [input.range]);
    this.#text = input.document.getText(input.range);
    const selection = editorOf(input.document)?.selection;
    this.#cursorAtStart = selection ? new Range(selection.start, selection.end) : null;
  }

  /**
   * Inserts at the cursor of the document's editor; where the cursor has not moved since the run
   * began, or no editor shows the document, behind the prompt. One undo step.
   * @throws TokenscopeError `DocumentGone`, `DocumentChanged` or `EditRefused`.
   */
  async insert(text: string): Promise<void> {
    const { document } = this.input;
    if (document.isClosed) {
      throw new TokenscopeError('DocumentGone', {});
    }
    const selection = editorOf(document)?.selection;
    const moved =
      selection && this.#cursorAtStart ? !selection.isEqual(this.#cursorAtStart) : false;
    const behindPrompt = this.#prompt?.current?.range.end;
    const position = moved ? selection?.active : behindPrompt;
    if (!position) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    await insertAt(document, position, text);
  }

  /**
   * Replaces the selection that was the prompt, one undo step.
   * @throws TokenscopeError `NothingSelected`, `DocumentGone`, `DocumentChanged` or `EditRefused`.
   */
  async replaceSelection(text: string): Promise<void> {
    if (!this.input.selected) {
      throw new TokenscopeError('NothingSelected', {});
    }
    const prompt = this.#prompt;
    const place = prompt?.current?.range;
    const fitting = place ? withoutDoubledSpace(this.input.document, place, text) : text;
    if (!prompt) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    await replaceTracked(prompt, new Set([this.#text]), fitting);
  }

  get #prompt(): TrackedRange | undefined {
    return this.#tracker.ranges[0];
  }

  dispose(): void {
    this.#tracker.dispose();
  }
}

/**
 * Inserts a continuation, one undo step.
 * @throws TokenscopeError `EditRefused`.
 */
export async function insertAt(
  document: TextDocument,
  position: Position,
  text: string,
): Promise<void> {
  const place = new Range(position, position);
  await replace(document, place, withoutDoubledSpace(document, place, text));
}

/** A continuation mostly begins with a space; behind a space or at a line's start there is none to add. */
function withoutDoubledSpace(document: TextDocument, { start }: Range, text: string): string {
  const before = document.lineAt(start.line).text.slice(0, start.character);
  return before === '' || /\s$/.test(before) ? text.replace(/^ /, '') : text;
}
