import { commands, env, l10n, ProgressLocation, Uri, window } from 'vscode';
import { Command } from '../../common/contributions';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { LoadStage } from '../../common/protocol/model/models';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import { copyToClipboard } from '../tokens/copyToClipboard';
import { counted } from '../wording/counted';
import { chooseModelFolder, type FolderChoice, type FolderProbe } from './chooseModelFolder';
import type { InstalledModels } from './installedModels';
import { ModelCards } from './modelCards';
import { registerModelCommand } from './registerModelCommand';
import type { ModelRegistry } from './modelRegistry';
import { shownSize } from './shownSize';

/** What can be done with models; from the palette the commands ask which one is meant. */
export class ModelCommands extends Disposables {
  readonly #cards: ModelCards;

  constructor(
    private readonly registry: ModelRegistry,
    private readonly installed: InstalledModels,
    private readonly probe: FolderProbe,
    private readonly errors: ErrorReporter,
  ) {
    super();
    this.#cards = this.add(new ModelCards(registry));
    const loaded = ({ id }: CatalogModel): boolean => registry.loaded(id) !== undefined;
    const any = (): boolean => true;
    this.#register(
      Command.loadModel,
      (model) => !loaded(model),
      (model) => this.#load(model),
    );
    this.#register(Command.unloadModel, loaded, (model) => registry.unload(model));
    this.#register(Command.openModelCard, any, (model) => this.#cards.open(model));
    this.#register(Command.verifyModel, any, (model) => this.#verify(model));
    this.#register(Command.revealModel, any, (model) => this.#reveal(model));
    this.#register(Command.copyModelId, any, ({ id }) => copyToClipboard(id, l10n.t('Id copied')));
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
    const { registry } = this;
    const models = {
      fitting: () => registry.models.filter(fits),
      get: (id: string) => registry.get(id),
      none: l10n.t('There is no model for which that is needed now.'),
    };
    this.add(registerModelCommand(command, this.errors, models, work));
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

  /** Resolves to the sentence that is shown. */
  async #verify(model: CatalogModel): Promise<string> {
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Verifying {0}', model.name),
      cancellable: true,
    };
    const { files, bytes } = await window.withProgress(options, (progress, token) => {
      let shown = 0;
      return this.registry.verify(model, token, (share) => {
        progress.report({ increment: 100 * (share - shown) });
        shown = share;
      });
    });
    const sentence = l10n.t(
      '{0} is whole: {1} ({2}) have the SHA-256 that is expected.',
      model.name,
      counted(files, 'file'),
      shownSize(bytes),
    );
    void window.showInformationMessage(sentence);
    return sentence;
  }

  async #reveal(model: CatalogModel): Promise<void> {
    const folder = this.registry.folder(model);
    try {
      await commands.executeCommand('revealFileInOS', folder);
    } catch {
      // A window on another machine has no file manager there.
      await env.clipboard.writeText(folder.fsPath);
      void window.showInformationMessage(
        l10n.t('The folder is {0}; its path was copied.', folder.fsPath),
      );
    }
  }

  /** Resolves to the new model's id. @param given a folder, with its precision or alone, by program. */
  async #chooseFolder(given: unknown): Promise<string | undefined> {
    const { folder, precision } = (given ?? {}) as Partial<FolderChoice>;
    const choice =
      given instanceof Uri
        ? { folder: given }
        : folder instanceof Uri
          ? { folder, ...(precision && { precision }) }
          : {};
    const model = await chooseModelFolder(choice, this.installed, this.probe);
    return model?.id;
  }

  /** Takes a model off the list; the files of a folder stay where they are. */
  async #remove(model: CatalogModel): Promise<void> {
    await this.installed.remove(model.id);
    await this.registry.unload(model);
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
