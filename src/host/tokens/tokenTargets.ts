import type { TextDocument, TextEditor } from 'vscode';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { Settings } from '../settings/settings';
import { decoratesOnSelection } from './tokenOptions';

/** Which text of an editor shows its tokens: by its selections, the settings, and "Toggle Tokens". */
export class TokenTargets {
  /** What "Toggle Tokens" said last for a document, by uri. */
  readonly #toggled = new Map<string, boolean>();

  constructor(private readonly settings: Settings) {}

  /** The ranges to decorate, each a text of its own; empty when nothing is to be shown. */
  of(editor: TextEditor): OffsetRange[] {
    const { document } = editor;
    const toggled = this.#toggled.get(document.uri.toString());
    if (toggled === false) {
      return [];
    }
    const selected = selectedOffsets(editor);
    if (selected.length > 0) {
      return toggled === true || decoratesOnSelection(this.settings, document) ? selected : [];
    }
    return toggled === true ? [wholeDocument(document)] : [];
  }

  /** Turns tokens of this editor on or off; true when they are on now. */
  toggle(editor: TextEditor): boolean {
    const on = this.of(editor).length === 0;
    this.#toggled.set(editor.document.uri.toString(), on);
    return on;
  }

  /** A setting changed: it counts again in every editor. */
  reset(): void {
    this.#toggled.clear();
  }

  forget(document: TextDocument): void {
    this.#toggled.delete(document.uri.toString());
  }
}

/** The non-empty selections in text order. */
export function selectedOffsets({ document, selections }: TextEditor): OffsetRange[] {
  return selections
    .filter((selection) => !selection.isEmpty)
    .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }))
    .sort((a, b) => a.start - b.start);
}

export function wholeDocument(document: TextDocument): OffsetRange {
  return { start: 0, end: document.offsetAt(document.lineAt(document.lineCount - 1).range.end) };
}
