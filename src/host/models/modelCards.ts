import { commands, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { Disposables } from '../lifecycle/disposables';
import type { ModelRegistry } from './modelRegistry';

/** Scheme of the cards of models that are not bundled. */
const scheme = 'tokenscope-card';

/** Longer cards are not opened. */
const maximumBytes = 1_000_000;

/** Model cards: `README.md` of a model's folder. */
export class ModelCards extends Disposables implements TextDocumentContentProvider {
  constructor(private readonly registry: ModelRegistry) {
    super();
    this.add(workspace.registerTextDocumentContentProvider(scheme, this));
  }

  /**
   * Opens a card: a bundled one in the Markdown preview, any other as read-only text, since a preview
   * would fetch pictures that a stranger put into it.
   * @throws TokenscopeError `NoModelCard`.
   */
  async open(model: CatalogModel): Promise<void> {
    const card = this.#cardOf(model);
    if (model.source === 'bundled') {
      await commands.executeCommand('markdown.showPreview', card);
      return;
    }
    const size = await workspace.fs.stat(card).then(
      (stat) => stat.size,
      () => Infinity,
    );
    if (size > maximumBytes) {
      throw new TokenscopeError('NoModelCard', { model: model.id });
    }
    const address = Uri.from({ scheme, path: `/${model.id}/README.md` });
    await window.showTextDocument(await workspace.openTextDocument(address));
  }

  async provideTextDocumentContent(address: Uri): Promise<string> {
    const id = address.path.slice(1, -'/README.md'.length);
    const bytes = await workspace.fs.readFile(this.#cardOf(this.registry.get(id)));
    return new TextDecoder().decode(bytes);
  }

  #cardOf(model: CatalogModel): Uri {
    return Uri.joinPath(this.registry.folder(model), 'README.md');
  }
}
