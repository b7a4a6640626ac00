import type { Selection, TextDocument, TextEditor } from 'vscode';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { Settings } from '../settings/settings';
import { decoratesOnSelection } from './tokenOptions';
import { TokenToggles } from './tokenToggles';

/**
 * The texts whose tokens a command walks. While the editor's selection is the one that the command
 * made, they stay what they were: else the first step would change what is walked.
 */
interface Walk {
  readonly texts: readonly OffsetRange[];
  /** Whether the texts showed their tokens when the walk began. */
  readonly decorated: boolean;
  readonly version: number;
  readonly selection: Selection;
}

/** Which text of an editor shows its tokens: by its selections, the settings, and "Toggle Tokens". */
export class TokenTargets {
  readonly #toggles = new TokenToggles();
  readonly #walks = new WeakMap<TextEditor, Walk>();

  constructor(private readonly settings: Settings) {}

  /** The ranges to decorate, each a text of its own; empty when nothing is to be shown. */
  of(editor: TextEditor): readonly OffsetRange[] {
    const { document } = editor;
    const toggled = this.#toggles.get(editor);
    if (toggled === false) {
      return [];
    }
    const walk = this.#walk(editor);
    if (walk?.decorated === true) {
      return walk.texts;
    }
    const selected = selectedOffsets(editor);
    if (selected.length > 0) {
      return toggled === true || decoratesOnSelection(this.settings, document) ? selected : [];
    }
    return toggled === true ? [wholeDocument(document)] : [];
  }

  /** The texts of the walk under way, or null. */
  walked(editor: TextEditor): readonly OffsetRange[] | null {
    return this.#walk(editor)?.texts ?? null;
  }

  /** Selects a place among the tokens of `texts`, which stay the texts that are shown and walked. */
  walkTo(editor: TextEditor, texts: readonly OffsetRange[], selection: Selection): void {
    const decorated = this.of(editor).length > 0;
    this.#walks.set(editor, { texts, decorated, version: editor.document.version, selection });
    editor.selection = selection;
  }

  /** Turns tokens of this editor on or off; true when they are on now. */
  toggle(editor: TextEditor): boolean {
    const on = this.of(editor).length === 0;
    this.#walks.delete(editor);
    this.#toggles.set(editor, on);
    return on;
  }

  /** The editor went to another group. */
  moved(editor: TextEditor): void {
    this.#toggles.moved(editor);
  }

  /** A setting changed: it counts again in every editor. */
  reset(): void {
    this.#toggles.clear();
  }

  forget(document: TextDocument): void {
    this.#toggles.forget(document);
  }

  #walk(editor: TextEditor): Walk | null {
    const walk = this.#walks.get(editor);
    return walk?.version === editor.document.version &&
      editor.selections.length === 1 &&
      editor.selection.isEqual(walk.selection)
      ? walk
      : null;
  }
}

/** The non-empty selections in text order. */
export function selectedOffsets({ document, selections }: TextEditor): OffsetRange[] {
  return selections
    .filter((selection) => !selection.isEmpty)
    .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }))
    .sort((a, b) => a.start - b.start);
}

/** The whole of a document, in UTF-16 offsets. */
export function wholeDocument(document: TextDocument): OffsetRange {
  return { start: 0, end: document.offsetAt(document.lineAt(document.lineCount - 1).range.end) };
}
