import { TabInputText, window, type TextDocument, type TextEditor, type ViewColumn } from 'vscode';

interface Toggled {
  readonly on: boolean;
  readonly column: ViewColumn | undefined;
}

/**
 * What "Toggle Tokens" said last, for each editor. VS Code makes a new editor object each time a tab
 * is shown again or moved, so the document and its group are remembered beside the object.
 */
export class TokenToggles {
  #byEditor = new WeakMap<TextEditor, Toggled>();
  /** By the document's uri, then by group; editors inside diffs and notebooks have no group. */
  readonly #byPlace = new Map<string, Map<ViewColumn | undefined, boolean>>();

  /** Undefined where the command was not used. */
  get(editor: TextEditor): boolean | undefined {
    const known = this.#byEditor.get(editor);
    if (known) {
      return known.on;
    }
    const uri = editor.document.uri.toString();
    const places = this.#byPlace.get(uri);
    const on = places?.get(editor.viewColumn) ?? (places && takeMoved(places, uri));
    if (on !== undefined) {
      this.set(editor, on);
    }
    return on;
  }

  set(editor: TextEditor, on: boolean): void {
    const column = editor.viewColumn;
    this.#byEditor.set(editor, { on, column });
    const uri = editor.document.uri.toString();
    const places = this.#byPlace.get(uri) ?? new Map<ViewColumn | undefined, boolean>();
    this.#byPlace.set(uri, places.set(column, on));
  }

  /** The editor's group has another number now: what was said of the editor goes with it. */
  moved(editor: TextEditor): void {
    const known = this.#byEditor.get(editor);
    if (known) {
      this.#byPlace.get(editor.document.uri.toString())?.delete(known.column);
      this.set(editor, known.on);
    }
  }

  clear(): void {
    this.#byEditor = new WeakMap();
    this.#byPlace.clear();
  }

  forget(document: TextDocument): void {
    this.#byPlace.delete(document.uri.toString());
  }
}

/** What was said of an editor that is in its group no more: its tab was moved. */
function takeMoved(places: Map<ViewColumn | undefined, boolean>, uri: string): boolean | undefined {
  for (const [column, on] of places) {
    if (column !== undefined && !hasTab(column, uri)) {
      places.delete(column);
      return on;
    }
  }
  return undefined;
}

function hasTab(column: ViewColumn, uri: string): boolean {
  return window.tabGroups.all.some(
    ({ viewColumn, tabs }) =>
      viewColumn === column &&
      tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri),
  );
}
