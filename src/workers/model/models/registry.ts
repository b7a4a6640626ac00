import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type {
  LoadedModel,
  LoadStage,
  ModelRef,
  ModelsEvicted,
  ModelTask,
} from '../../../common/protocol/model/models';
import { availableMemory } from '../runtime/availableMemory';
import { collectGarbage } from '../runtime/collectGarbage';
import { sessionThreads } from '../runtime/threads';
import { makeRoom } from './makeRoom';
import { openModel, type OpenModel } from './openModel';

/** What the registry tells; awaited, so that messages leave before a load blocks the thread. */
export interface RegistryListener {
  loadingChanged(loading: readonly string[]): Promise<void>;
  modelsChanged(loaded: readonly LoadedModel[]): Promise<void>;
  modelsEvicted(evicted: ModelsEvicted): Promise<void>;
}

/** A request's wish for a model. */
export interface ModelUse {
  readonly ref: ModelRef;
  /** What the model is wanted for. */
  readonly task: ModelTask;
  readonly token: CancellationToken;
  /** Told the stages of a load, if there is one. */
  readonly onStage: (stage: LoadStage) => void;
}

interface Load {
  readonly key: string;
  readonly model: Promise<OpenModel>;
  readonly stageListeners: Set<(stage: LoadStage) => void>;
  /** Null until it begins. */
  stage: LoadStage | null;
}

/** The models of this process: loaded once each, shared by all requests, freed on demand. */
export class ModelRegistry {
  private readonly loaded = new Map<string, { key: string; model: OpenModel; usedAt: number }>();
  private readonly loads = new Map<string, Load>();

  constructor(private readonly listener: RegistryListener) {}

  /**
   * The model, loaded first if need be. Requests that come while it loads share that load.
   * @param task what it is wanted for.
   * @param onStage told the stages of a load, the current one at once; not called when it is loaded.
   * @throws TokenscopeError `WrongModelKind`, or why it could not be loaded.
   */
  async get(
    ref: ModelRef,
    task: ModelTask,
    onStage: (stage: LoadStage) => void = () => undefined,
  ): Promise<OpenModel> {
    if (ref.task !== task) {
      throw new TokenscopeError('WrongModelKind', { model: ref.id, needed: task });
    }
    const key = keyOf(ref);
    const load = this.loads.get(ref.id);
    if (load !== undefined) {
      return load.key === key
        ? this.join(load, onStage)
        : // Other weights under the same id: after the load that runs.
          load.model.catch(() => undefined).then(() => this.get(ref, task, onStage));
    }
    const loaded = this.loaded.get(ref.id);
    if (loaded?.key === key) {
      loaded.usedAt = performance.now();
      return loaded.model;
    }
    return this.join(this.start(ref, key), onStage);
  }

  /**
   * Runs `work` with the model, one run of a model at a time.
   * @returns what `work` returns, or what `cancelled` returns when the request was cancelled before
   * its turn came.
   * @throws TokenscopeError as {@link get} does.
   */
  async use<T>(
    request: ModelUse,
    work: (model: OpenModel) => Promise<T>,
    cancelled: () => T,
  ): Promise<T> {
    for (;;) {
      const model = await this.get(request.ref, request.task, request.onStage);
      const answer = await model.lane.run<{ readonly value: T } | null>(
        request.token,
        // It may have been unloaded while this run waited: then it is loaded again.
        async () => (this.isLoaded(model) ? { value: await work(model) } : null),
        () => ({ value: cancelled() }),
      );
      if (answer !== null) {
        return answer.value;
      }
    }
  }

  /** Frees the model after the runs that use it. @returns whether it was loaded. */
  async unload(id: string): Promise<boolean> {
    await this.loads.get(id)?.model.catch(() => undefined);
    const wasLoaded = await this.free(id);
    if (wasLoaded) {
      await this.tell();
    }
    return wasLoaded;
  }

  private async join(load: Load, onStage: (stage: LoadStage) => void): Promise<OpenModel> {
    if (load.stage !== null) {
      onStage(load.stage);
    }
    load.stageListeners.add(onStage);
    return load.model;
  }

  private start(ref: ModelRef, key: string): Load {
    const load: Load = {
      key,
      stage: null,
      stageListeners: new Set(),
      // Begins in a later microtask, when `load` is there.
      model: Promise.resolve().then(() => this.open(ref, load)),
    };
    this.loads.set(ref.id, load);
    return load;
  }

  private async open(ref: ModelRef, load: Load): Promise<OpenModel> {
    await this.listener.loadingChanged([...this.loads.keys()]);
    try {
      await this.makeRoom(ref);
      await this.free(ref.id);
      const model = await openModel(ref, (stage) => this.setStage(load, stage));
      this.loaded.set(ref.id, { key: load.key, model, usedAt: performance.now() });
      await this.setStage(load, 'ready');
      return model;
    } finally {
      this.loads.delete(ref.id);
      await this.listener.loadingChanged([...this.loads.keys()]);
      await this.tell();
    }
  }

  /** Unloads models that were used longest ago, if that is needed, and says so. */
  private async makeRoom(ref: ModelRef): Promise<void> {
    const loaded = [...this.loaded.values()].map(({ model, usedAt }) => ({
      id: model.ref.id,
      bytes: model.info.memoryBytes,
      usedAt,
    }));
    const unloaded = makeRoom(ref, loaded, availableMemory());
    for (const id of unloaded) {
      await this.free(id);
    }
    if (unloaded.length > 0) {
      await this.listener.modelsEvicted({ unloaded, for: ref.id });
    }
  }

  private async setStage(load: Load, stage: LoadStage): Promise<void> {
    load.stage = stage;
    for (const listener of load.stageListeners) {
      listener(stage);
    }
    // Lets the messages go out: creating a session blocks the thread.
    await new Promise((resolve) => setImmediate(resolve));
  }

  private isLoaded(model: OpenModel): boolean {
    return this.loaded.get(model.ref.id)?.model === model;
  }

  private async free(id: string): Promise<boolean> {
    const entry = this.loaded.get(id);
    if (entry === undefined) {
      return false;
    }
    this.loaded.delete(id);
    await entry.model.lane.run(
      undefined,
      () => entry.model.dispose(),
      () => undefined,
    );
    collectGarbage();
    console.info(`unloaded ${id}`);
    return true;
  }

  private tell(): Promise<void> {
    return this.listener.modelsChanged([...this.loaded.values()].map(({ model }) => model.info));
  }
}

/** The same model under the same id: the same weights, from the same place, on as many threads. */
function keyOf(ref: ModelRef): string {
  return JSON.stringify([
    ...[ref.folder, ref.precision, ref.revision, ref.task],
    sessionThreads(ref.loading?.threads ?? 0),
  ]);
}
