import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileHasher } from '../../../src/host/node/hub/fileHasher';
import { HubClient } from '../../../src/host/node/hub/hubClient';
import { HubRequests } from '../../../src/host/node/hub/hubRequests';
import { loadHubLibrary, type HubLibrary } from '../../../src/host/node/hub/loadHubLibrary';
import {
  ModelDownloader,
  type DownloaderOptions,
} from '../../../src/host/node/hub/modelDownloader';
import type { HubLimits } from '../../../src/host/node/hub/transient';
import { WorkerProcess } from '../../../src/host/node/processes/workerProcess';
import type { RepoOptions } from './hubRepo';
import { HubServer } from './hubServer';

/** Limits that make failures quick. */
export const quickLimits: HubLimits = {
  connect: 1_000,
  idle: 1_000,
  attempts: 5,
  longestWait: 60_000,
  pace: 0.001,
};

/** The files of a model with two precisions, one of them with external data; contents mean nothing. */
export function modelFiles(bytes = 20_000): RepoOptions['files'] {
  return {
    'README.md': '---\nlicense: mit\n---\n# Tiny',
    'config.json': '{"model_type":"bert"}',
    'tokenizer.json': `{"version":"1.0","padding":"${'x'.repeat(2_000)}"}`,
    'tokenizer_config.json': '{"do_lower_case":true}',
    'pytorch_model.bin': randomBytes(3_000),
    'onnx/model.onnx': randomBytes(2_000),
    'onnx/model.onnx_data': randomBytes(bytes),
    'onnx/model_quantized.onnx': randomBytes(bytes),
  };
}

/** A hub on this machine with everything that fetches from it, and a cache of its own. */
export class TinyHub {
  readonly server = new HubServer();
  readonly cache = mkdtempSync(path.join(tmpdir(), 'tokenscope hub é-'));
  readonly log: string[] = [];
  /** What `Network.fetch` does; tests replace it. */
  fetch: (address: URL, init: RequestInit) => Promise<Response> = (address, init) =>
    fetch(address, init);
  token: string | null = null;
  limits = quickLimits;
  readonly #worker = new WorkerProcess({
    name: 'hash',
    program: path.resolve('dist', 'hash.js'),
    log: { info: () => undefined, warn: (line) => this.log.push(line) },
    runtime: () => '',
    idleMilliseconds: () => 60_000,
  });
  readonly hasher = new FileHasher(this.#worker);

  library(): HubLibrary {
    return loadHubLibrary(path.resolve('dist', 'hubLibrary.js'));
  }

  get requests(): HubRequests {
    return new HubRequests(
      {
        fetch: (address, init) => this.fetch(address, init),
        endpoint: () => this.server.endpoint,
        token: () => Promise.resolve(this.token),
      },
      this.limits,
    );
  }

  get client(): HubClient {
    return new HubClient(this.requests, () => this.library());
  }

  downloader(options: Partial<DownloaderOptions> = {}): ModelDownloader {
    return new ModelDownloader({
      requests: this.requests,
      library: () => this.library(),
      hasher: this.hasher,
      cache: () => this.cache,
      ...options,
    });
  }

  async emptyCache(): Promise<void> {
    await rm(this.cache, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    this.#worker.dispose();
    await this.server.stop();
    await this.emptyCache();
  }
}
