import { TokenscopeError } from '../../../common/errors';
import type { DownloadPlan } from '../../../common/hub/downloadPlan';
import { isCommit } from '../../../common/hub/hubIds';
import type { HubFile } from '../../../common/hub/hubModel';
import type { DownloadProgress } from '../../../common/hub/transferMeter';
import type { ModelFile } from '../../../common/protocol/model/models';
import { RepoFolder, sizeOf, type MakeLink } from './cacheLayout';
import { DownloadReport } from './downloadReport';
import { fetchBlob } from './fetchBlob';
import type { FileHasher } from './fileHasher';
import { freeBytes } from './freeBytes';
import type { HubRequests } from './hubRequests';
import { inParallel } from './inParallel';
import type { HubLibrary } from './loadHubLibrary';
import { checkPathLength } from './pathLength';
import { isThere, removeDamagedFiles } from './presentFiles';
import { throwIfCancelled } from './transient';
import { lockTimes, withLock, type LockTimes } from './withLock';

export interface DownloaderOptions {
  readonly requests: HubRequests;
  readonly library: () => HubLibrary;
  readonly hasher: FileHasher;
  /** Absolute path of the cache. @throws TokenscopeError `InvalidParameter`. */
  readonly cache: () => string;
  /** What tests put in place of the system. */
  readonly makeLink?: MakeLink;
  readonly freeBytes?: typeof freeBytes;
  readonly lockTimes?: LockTimes;
}

/** A model that is in the cache, whole and verified. */
export interface DownloadedModel {
  /** Absolute path of the snapshot: a model folder in Hugging Face layout. */
  readonly folder: string;
  readonly commit: string;
  readonly files: readonly ModelFile[];
}

/** Files of one model that are fetched at once. */
const parallel = 3;

/** Fetches models into the cache that Python's libraries use too. */
export class ModelDownloader {
  constructor(private readonly options: DownloaderOptions) {}

  /**
   * Fetches what is not there yet of a plan; what is there, from Python or from an attempt that broke
   * off, is used. Safe to run in several windows at once.
   * @param onProgress called ten times a second at most, and once with the stage `done`.
   * @throws TokenscopeError `DiskTooSmall`, `CachePathTooLong`, `CacheDiskFull`, `CacheNotWritable`,
   * `HubBadFile`, `HubInterrupted`, `Cancelled`, and as requests do; what came is kept.
   */
  async download(
    plan: DownloadPlan,
    signal: AbortSignal,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<DownloadedModel> {
    const folder = await this.#folder(plan);
    const { commit, revision, files } = plan;
    checkPathLength(
      folder.cache,
      files.map(({ path }) => folder.pointer(commit, path)),
    );
    const report = new DownloadReport(plan.bytes, onProgress);
    const missing = await this.#missing(folder, plan, signal, report);
    await this.#checkRoom(folder, missing);
    // Small files first: a refusal is met before anything large is fetched.
    const inOrder = missing.toSorted((a, b) => a.bytes - b.bytes);
    await inParallel(inOrder, parallel, signal, (file, stop) =>
      this.#bring({ plan, folder, file, report }, stop),
    );
    throwIfCancelled(signal);
    if (!isCommit(revision)) {
      // A read-only cache that holds the whole model needs no more than the files.
      await folder.writeRef(revision, commit).catch((error: unknown) => {
        if (missing.length > 0) {
          throw error;
        }
      });
    }
    const hashed = await this.#hashes(folder, plan, signal);
    report.done();
    return { folder: folder.snapshot(commit), commit, files: hashed };
  }

  /**
   * Hashes every file of a plan in the cache, and removes what is not what it should be, so that the
   * next download fetches it anew.
   * @returns the paths of files that are missing or were removed.
   * @throws TokenscopeError `Cancelled`, `CacheNotWritable`, or of the process that hashes.
   */
  async removeDamaged(plan: DownloadPlan, signal: AbortSignal): Promise<string[]> {
    return removeDamagedFiles(await this.#folder(plan), plan, this.options.hasher, signal);
  }

  /** The model's folder, or the one under the name that was asked for when Python put the model there. */
  async #folder({ id, asked, commit }: DownloadPlan): Promise<RepoFolder> {
    const cache = this.options.cache();
    const folderOf = (name: string): RepoFolder =>
      new RepoFolder(cache, name, this.options.makeLink);
    const hasConfig = async (folder: RepoFolder): Promise<boolean> =>
      (await sizeOf(folder.pointer(commit, 'config.json'))) !== null;
    const [own, other] = [folderOf(id), folderOf(asked)];
    return id !== asked && !(await hasConfig(own)) && (await hasConfig(other)) ? other : own;
  }

  async #missing(
    folder: RepoFolder,
    { commit, files }: DownloadPlan,
    signal: AbortSignal,
    report: DownloadReport,
  ): Promise<HubFile[]> {
    const missing: HubFile[] = [];
    for (const file of files) {
      throwIfCancelled(signal);
      if (await isThere(folder, commit, file, this.options.hasher, signal)) {
        report.stage(file.path, 'done', file.bytes);
      } else {
        missing.push(file);
      }
    }
    return missing;
  }

  async #checkRoom(folder: RepoFolder, missing: readonly HubFile[]): Promise<void> {
    let needed = 0;
    for (const file of missing) {
      if (!(await folder.hasBlob(file))) {
        needed += Math.max(0, file.bytes - (await folder.partialBytes(file)));
      }
    }
    const free = needed > 0 ? await (this.options.freeBytes ?? freeBytes)(folder.cache) : null;
    if (free !== null && free < needed) {
      throw new TokenscopeError('DiskTooSmall', { folder: folder.cache, needed, free });
    }
  }

  /** Brings one file into the snapshot, alone among all windows. */
  async #bring({ plan, folder, file, report }: Bringing, signal: AbortSignal): Promise<void> {
    const { requests, hasher, library } = this.options;
    const { id: model, commit, revision } = plan;
    await folder.prepare(commit, file);
    const options = {
      library: library(),
      times: this.options.lockTimes ?? lockTimes,
      signal,
      onWait: async () =>
        report.stage(file.path, 'waiting', Math.min(file.bytes, await folder.partialBytes(file))),
    };
    await withLock(folder.lock(file.etag), folder.cache, options, async (lost) => {
      const stop = AbortSignal.any([signal, lost]);
      if (!(await isThere(folder, commit, file, hasher, stop))) {
        const isNew = !(await folder.hasBlob(file));
        if (isNew) {
          const onBytes = (onDisk: number, received: number): void =>
            report.bytes(file.path, onDisk, received);
          const onVerify = (): void => report.stage(file.path, 'verifying');
          const tools = { requests, hasher, signal: stop, onBytes, onVerify };
          await fetchBlob({ model, revision, commit, file, folder }, tools);
        }
        await folder.point(commit, file, isNew);
      }
      report.stage(file.path, 'done', file.bytes);
    });
  }

  /** The files as a catalog lists them: every one with its SHA-256. */
  async #hashes(
    folder: RepoFolder,
    { commit, files }: DownloadPlan,
    signal: AbortSignal,
  ): Promise<ModelFile[]> {
    const hashed: ModelFile[] = [];
    for (const { path, bytes, etag, hash } of files) {
      const location = folder.pointer(commit, path);
      const sha256 =
        hash === 'sha256'
          ? etag
          : (await this.options.hasher.hash(location, ['sha256'], signal)).digests.sha256;
      hashed.push({ path, bytes, sha256: sha256 ?? '' });
    }
    return hashed;
  }
}

interface Bringing {
  readonly plan: DownloadPlan;
  readonly folder: RepoFolder;
  readonly file: HubFile;
  readonly report: DownloadReport;
}
