import os from 'node:os';
import type { ExtensionContext } from 'vscode';
import { Setting } from '../../../common/contributions';
import type { ErrorReporter } from '../../errors/report';
import { Disposables } from '../../lifecycle/disposables';
import type { Network } from '../../network/network';
import type { Settings } from '../../settings/settings';
import type { Bundles } from '../processes/bundles';
import { cachedModels, type CachedModel } from './cachedModels';
import { FileHasher } from './fileHasher';
import { HubClient } from './hubClient';
import { HubRequests } from './hubRequests';
import { hubCacheFolder, hubEndpoint } from './hubSettings';
import { HubToken } from './hubToken';
import { loadHubLibrary, type HubLibrary } from './loadHubLibrary';
import { ModelDownloader } from './modelDownloader';
import { hubLimits } from './transient';
import { lockTimes, type LockOptions } from './withLock';

export interface HubParts {
  readonly context: Pick<ExtensionContext, 'secrets'>;
  readonly settings: Settings;
  readonly network: Network;
  readonly errors: ErrorReporter;
  readonly bundles: Bundles;
}

/** The process that hashes is needed in bursts. */
const hashIdleMilliseconds = 30_000;

/** Models from the hub, with the user's settings, token and network. */
export class Hub extends Disposables {
  readonly client: HubClient;
  readonly downloader: ModelDownloader;
  readonly hasher: FileHasher;
  readonly token: HubToken;
  readonly #library = (): HubLibrary => loadHubLibrary(this.parts.bundles.path('hubLibrary'));

  constructor(private readonly parts: HubParts) {
    super();
    const { context, settings, network, errors, bundles } = parts;
    const token = this.add(new HubToken(context.secrets, process.env, errors));
    this.token = token;
    const requests = new HubRequests(
      {
        fetch: (address, init) => network.fetch('hub', address, init),
        endpoint: () => hubEndpoint(settings.string(Setting.hubEndpoint), process.env),
        token: () => token.get(),
      },
      hubLimits,
    );
    this.hasher = new FileHasher(this.add(bundles.worker('hash', () => hashIdleMilliseconds)));
    this.client = new HubClient(requests, this.#library);
    this.downloader = new ModelDownloader({
      ...{ requests, library: this.#library, hasher: this.hasher },
      cache: () => this.cache,
    });
  }

  /** Absolute path of the folder that models are cached in. @throws TokenscopeError `InvalidParameter`. */
  get cache(): string {
    const { settings } = this.parts;
    return hubCacheFolder(settings.string(Setting.hubCache), process.env, os.homedir());
  }

  /** How what would be deleted from the cache is held against the downloads of all windows. */
  get locking(): LockOptions {
    const { signal } = new AbortController();
    return { library: this.#library(), times: lockTimes, signal };
  }

  /** The models that are in the cache, without any request. */
  async cachedModels(): Promise<CachedModel[]> {
    return cachedModels(this.cache);
  }
}
