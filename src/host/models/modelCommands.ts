import { commands, l10n, ProgressLocation, Uri, window } from 'vscode';
import { Command, View } from '../../common/contributions';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { LoadStage } from '../../common/protocol/model/models';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import { chooseModelFolder, type FolderChoice, type FolderProbe } from './chooseModelFolder';
import type { InstalledModels } from './installedModels';
import type { ModelRegistry } from './modelRegistry';
import type { ModelsTree } from './modelsTree';

/** The Models view and its commands; from the palette they ask which model is meant. */
export class ModelCommands extends Disposables {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly installed: InstalledModels,
    private readonly probe: FolderProbe,
    private readonly errors: ErrorReporter,
    treeDataProvider: ModelsTree,
  ) {
    super();
    this.add(window.createTreeView(View.models, { treeDataProvider }));
    this.add(
      registry.onDidEvict(({ unloaded, for: id }) => {
        void window.showInformationMessage(
          l10n.t('{0} was unloaded to make room for {1}.', unloaded.join(', '), id),
        );
      }),
    );
    this.#register(
      Command.loadModel,
      (model) => !registry.loaded(model.id),
      (model) => this.#load(model),
    );
    this.#register(
      Command.unloadModel,
      (model) => registry.loaded(model.id) !== undefined,
      (model) => registry.unload(model),
    );
    this.#register(Command.openModelCard, () => true, (model) => this.#openCard(model));
    this.#register(
      Command.removeModel,
      ({ source }) => source === 'folder',
      (model) => this.#remove(model),
    );
    this.add(
      registerReported(Command.chooseModelFolder, errors, (given) => this.#chooseFolder(given)),
    );
  }

  #register(
    command: string,
    fits: (model: CatalogModel) => boolean,
    work: (model: CatalogModel) => Promise<unknown>,
  ): void {
    this.add(
      registerReported(command, this.errors, async (given) => {
        const model = (given as CatalogModel | undefined) ?? (await this.#pick(fits));
        if (model) {
          await work(model);
        }
      }),
    );
  }

  async #pick(fits: (model: CatalogModel) => boolean): Promise<CatalogModel | undefined> {
    const items = this.registry.models
      .filter(fits)
      .map((model) => ({ label: model.id, description: model.precision, model }));
    if (items.length === 0) {
      void window.showInformationMessage(l10n.t('There is no model for which that is needed now.'));
      return undefined;
    }
    const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Which model?') });
    return chosen?.model;
  }

  async #load(model: CatalogModel): Promise<void> {
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Loading {0}', model.name),
      cancellable: true,
    };
    await window.withProgress(options, (progress, token) =>
      this.registry.load(model, token, (stage) => progress.report({ message: stageWords(stage) })),
    );
  }

  /** Resolves to the new model's id. @param given a folder, with its precision or alone, by program. */
  async #chooseFolder(given: unknown): Promise<string | undefined> {
    const { folder, precision } = (given ?? {}) as Partial<FolderChoice>;
    const choice = given instanceof Uri ? { folder: given } : folder instanceof Uri ? { folder, ...(precision && { precision }) } : {};
    const model = await chooseModelFolder(choice, this.installed, this.probe);
    return model?.id;
  }

  /** Takes a model off the list; the files of a folder stay where they are. */
  async #remove(model: CatalogModel): Promise<void> {
    await this.installed.remove(model.id);
    await this.registry.unload(model);
  }

  /** The card is a Markdown file that ships with the model; VS Code's preview runs no scripts of it. */
  async #openCard(model: CatalogModel): Promise<void> {
    const card = Uri.joinPath(this.registry.folder(model), 'README.md');
    await commands.executeCommand('markdown.showPreview', card);
  }
}

function stageWords(stage: LoadStage): string {
  switch (stage) {
    case 'verifying':
      return l10n.t('checking its files');
    case 'loading':
      return l10n.t('reading its weights');
    case 'ready':
      return l10n.t('ready');
  }
}
