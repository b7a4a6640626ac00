import { EventEmitter, Uri, type CancellationToken } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import {
  bundledModels,
  memoryOf,
  modelRef,
  type CatalogModel,
} from '../../common/models/modelCatalog';
import type { WorkerClient } from '../../common/processes';
import {
  loadingChanged,
  loadModel,
  loadProgress,
  modelsChanged,
  modelsEvicted,
  unloadModel,
  verifyModel,
  verifyProgress,
  type LoadedModel,
  type LoadStage,
  type ModelRef,
  type ModelsEvicted,
  type ModelTask,
} from '../../common/protocol/model/models';
import type { ViewModel } from '../../common/protocol/views/view';
import { Disposables } from '../lifecycle/disposables';
import type { InstalledModels } from './installedModels';
import type { LoadSettings } from './loadSettings';
import type { ModelChoice } from './modelChoice';

/** The models that can be used, and which of them the model process holds. */
export class ModelRegistry extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;
  readonly #didEvict = this.add(new EventEmitter<ModelsEvicted>());
  /** Fires when models were unloaded to make room for another. */
  readonly onDidEvict = this.#didEvict.event;
  #loaded: readonly LoadedModel[] = [];
  #loading: readonly string[] = [];
  #loads = 0;

  constructor(
    private readonly extensionUri: Uri,
    private readonly worker: WorkerClient,
    private readonly installed: InstalledModels,
    private readonly choice: ModelChoice,
    private readonly loadSettings: LoadSettings,
  ) {
    super();
    this.add(installed.onDidChange(() => this.#didChange.fire()));
    this.add(
      worker.onNotification(modelsChanged, ({ loaded }) => {
        this.#loaded = loaded;
        this.#didChange.fire();
      }),
    );
    this.add(
      worker.onNotification(loadingChanged, ({ loading }) => {
        this.#loading = loading;
        this.#didChange.fire();
      }),
    );
    this.add(worker.onNotification(modelsEvicted, (evicted) => this.#didEvict.fire(evicted)));
    this.add(
      worker.onDidStop(() => {
        this.#loaded = [];
        this.#loading = [];
        this.#didChange.fire();
      }),
    );
  }

  /** Bundled ones first, then what the user installed. */
  get models(): readonly CatalogModel[] {
    return [...bundledModels, ...this.installed.all];
  }

  loaded(id: string): LoadedModel | undefined {
    return this.#loaded.find((model) => model.id === id);
  }

  isLoading(id: string): boolean {
    return this.#loading.includes(id);
  }

  /** @throws TokenscopeError `UnknownModel`. */
  get(id: string): CatalogModel {
    const model = this.models.find((each) => each.id === id);
    if (!model) {
      throw new TokenscopeError('UnknownModel', { model: id });
    }
    return model;
  }

  /** The bundled model of a task. @throws TokenscopeError `UnknownModel` where none is bundled. */
  bundled(task: ModelTask): CatalogModel {
    const model = bundledModels.find((each) => each.task === task);
    if (!model) {
      throw new TokenscopeError('UnknownModel', { model: task });
    }
    return model;
  }

  /**
   * The model for a task: the one named, else the one that the user chose, else the bundled one.
   * @throws TokenscopeError `UnknownModel` or `WrongModelKind`; `ChosenModelMissing` for a choice that is
   * not on this machine any more.
   */
  forTask(task: ModelTask, id?: string): CatalogModel {
    const model = id === undefined ? this.#chosen(task) : this.get(id);
    if (model.task !== task) {
      throw new TokenscopeError('WrongModelKind', { model: model.id, needed: task });
    }
    return model;
  }

  folder(model: CatalogModel): Uri {
    return model.folder === undefined
      ? Uri.joinPath(this.extensionUri, 'models', model.id)
      : Uri.file(model.folder);
  }

  ref(model: CatalogModel): ModelRef {
    const memory = memoryOf(model);
    const smaller = this.models
      .filter(({ task }) => task === model.task)
      .map((other) => ({ id: other.id, memory: memoryOf(other) }))
      .filter((other) => other.memory < memory)
      .sort((a, b) => b.memory - a.memory);
    const folder = this.folder(model).fsPath;
    return modelRef(model, folder, { ...this.loadSettings.now, memory, smaller });
  }

  /** How a view names the model whose numbers it shows. */
  shown({ id, name, precision, revision, task }: CatalogModel): ViewModel {
    const choose =
      task === 'fill-mask'
        ? 'selectFillMaskModel'
        : task === 'text-generation'
          ? 'selectCompletionModel'
          : null;
    return { id, name, precision, revision, ...(choose && { choose }) };
  }

  #chosen(task: ModelTask): CatalogModel {
    const id = this.choice.of(task);
    if (id === null) {
      return this.bundled(task);
    }
    const model = this.models.find((each) => each.id === id);
    if (!model) {
      throw new TokenscopeError('ChosenModelMissing', { task, model: id });
    }
    return model;
  }

  /** @throws TokenscopeError `FileMissing`, `FileCorrupt`, `OutOfMemory`, or of the process. */
  async load(
    model: CatalogModel,
    token: CancellationToken,
    onStage: (stage: LoadStage) => void,
  ): Promise<LoadedModel> {
    const progress = `load-${++this.#loads}`;
    return this.worker.request(loadModel, { model: this.ref(model), progress }, token, {
      type: loadProgress,
      token: progress,
      handler: onStage,
    });
  }

  /** Hashes a model's files anew. @throws TokenscopeError as {@link load} does. */
  verify(
    model: CatalogModel,
    token: CancellationToken,
    onShare: (share: number) => void,
  ): Promise<{ readonly files: number; readonly bytes: number }> {
    const progress = `verify-${++this.#loads}`;
    return this.worker.request(verifyModel, { model: this.ref(model), progress }, token, {
      type: verifyProgress,
      token: progress,
      handler: onShare,
    });
  }

  async unload(model: CatalogModel): Promise<void> {
    if (this.loaded(model.id)) {
      await this.worker.request(unloadModel, { id: model.id });
    }
  }
}
