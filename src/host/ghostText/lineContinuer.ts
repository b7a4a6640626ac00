import { CancellationTokenSource, type CancellationToken } from 'vscode';
import { Setting } from '../../common/contributions';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { WorkerClient } from '../../common/processes';
import { complete } from '../../common/protocol/model/completion';
import { readForm, toSampling } from '../completion/samplingSettings';
import type { ModelRegistry } from '../models/modelRegistry';
import type { Settings } from '../settings/settings';

export interface LineContinuerParts {
  readonly settings: Settings;
  readonly registry: ModelRegistry;
  /** The model process of this machine: ghost text goes to no server. */
  readonly worker: WorkerClient;
}

/** What the status bar tells. */
export type GhostTextStatus = 'ready' | 'loading' | { readonly problem: unknown };

/** Range of the setting `tokenscope.ghostText.maxNewTokens`. */
const lengthLimits = { minimum: 1, maximum: 60, integer: true } as const;
/** After an error nothing is tried for this long: nobody asked for anything. */
const restMilliseconds = 60_000;

/** Continues lines with the local model, which it loads once if it must. */
export class LineContinuer {
  #loading: Promise<void> | null = null;
  #restUntil = 0;
  #runs = 0;
  #status: GhostTextStatus = 'ready';

  constructor(
    private readonly parts: LineContinuerParts,
    private readonly onStatus: (status: GhostTextStatus) => void,
  ) {}

  /** Tries again after an error, at once. */
  wake(): void {
    this.#restUntil = 0;
    this.#tell('ready');
  }

  /**
   * The most likely text after a prompt, to the end of the line.
   * @throws TokenscopeError of loading or running the model; `Cancelled`, also while it rests.
   */
  async continueLine(prompt: string, token: CancellationToken): Promise<string> {
    if (Date.now() < this.#restUntil) {
      throw new TokenscopeError('Cancelled', {});
    }
    try {
      const text = await this.#run(prompt, token);
      this.#tell('ready');
      return text;
    } catch (error) {
      this.#rest(error);
      throw error;
    }
  }

  async #run(prompt: string, token: CancellationToken): Promise<string> {
    const { settings, registry, worker } = this.parts;
    const model = registry.forTask('text-generation');
    if (!registry.loaded(model.id)) {
      // A load is not given up when the user types on: the next suggestion needs it too.
      this.#loading ??= this.#load(model).finally(() => (this.#loading = null));
      await settledOrCancelled(this.#loading, token);
    }
    const sampling = toSampling({
      ...readForm(settings),
      maxNewTokens: settings.number(Setting.ghostTextMaxNewTokens, lengthLimits),
      greedy: true,
      stop: ['\n'],
    });
    const progress = `ghost-text-${++this.#runs}-${Date.now()}`;
    const { text } = await worker.request(
      complete,
      { model: registry.ref(model), prompt, sampling, reuse: 'prefix', progress },
      token,
    );
    return text;
  }

  async #load(model: CatalogModel): Promise<void> {
    this.#tell('loading');
    const source = new CancellationTokenSource();
    try {
      await this.parts.registry.load(model, source.token, () => undefined);
      this.#tell('ready');
    } catch (error) {
      // Nobody may wait for it any more.
      this.#rest(error);
      throw error;
    } finally {
      source.dispose();
    }
  }

  /** Tries nothing for a while after an error; to be given up is none. */
  #rest(error: unknown): void {
    if (!isTokenscopeError(error, 'Cancelled') && !isTokenscopeError(error, 'Disposed')) {
      this.#restUntil = Date.now() + restMilliseconds;
      this.#tell({ problem: error });
    }
  }

  #tell(status: GhostTextStatus): void {
    if (status !== this.#status) {
      this.#status = status;
      this.onStatus(status);
    }
  }
}

/** @throws TokenscopeError `Cancelled` as soon as the token is. */
async function settledOrCancelled(work: Promise<void>, token: CancellationToken): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const listener = token.onCancellationRequested(() =>
      reject(new TokenscopeError('Cancelled', {})),
    );
    work.then(resolve, reject).finally(() => void listener.dispose());
  });
}
