import { Range, window, workspace, type TextDocument } from 'vscode';
import { ContextKey } from '../../common/contributions';
import { isTextOfUser } from '../documents/activeEditor';
import { ManagedContextKey } from '../lifecycle/contextKey';
import { Debounce } from '../lifecycle/debounce';
import { Disposables } from '../lifecycle/disposables';
import type { ModelChoice } from '../models/modelChoice';
import type { ModelRegistry } from '../models/modelRegistry';

const debounceMilliseconds = 150;
/** Lines searched in one go, so that the extension host never blocks. */
const linesInOneGo = 2_000;

/** Keeps the context key `tokenscope.documentHasMask` for the menu of the active editor. */
export class MaskContext extends Disposables {
  readonly #hasMask = new ManagedContextKey<boolean>(ContextKey.documentHasMask);
  readonly #updates = this.add(new Debounce(debounceMilliseconds, () => void this.#update()));
  #searches = 0;

  constructor(
    private readonly registry: ModelRegistry,
    choice: ModelChoice,
  ) {
    super();
    this.add(choice.onDidChange(() => void this.#update()));
    this.add(window.onDidChangeActiveTextEditor(() => void this.#update()));
    this.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) {
          this.#updates.schedule();
        }
      }),
    );
    void this.#update();
  }

  async #update(): Promise<void> {
    const search = ++this.#searches;
    const editor = window.activeTextEditor;
    const found =
      editor && isTextOfUser(editor) ? await this.#search(editor.document, search) : false;
    if (search === this.#searches) {
      this.#hasMask.value = found;
    }
  }

  /** The token of the model that would fill it, and the usual one, which is understood everywhere. */
  #maskTokens(): readonly string[] {
    const usual = this.registry.bundled('fill-mask').maskToken;
    try {
      return [usual, this.registry.forTask('fill-mask').maskToken].filter(
        (token) => token !== null,
      );
    } catch {
      // The command itself says what is wrong with the choice.
      return usual === null ? [] : [usual];
    }
  }

  async #search(document: TextDocument, search: number): Promise<boolean> {
    const maskTokens = this.#maskTokens();
    for (
      let line = 0;
      line < document.lineCount && search === this.#searches;
      line += linesInOneGo
    ) {
      const text = document.getText(new Range(line, 0, line + linesInOneGo, 0));
      if (maskTokens.some((maskToken) => text.includes(maskToken))) {
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    return false;
  }
}
