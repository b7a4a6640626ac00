import { randomUUID } from 'node:crypto';
import {
  copyFile,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import type { HubFile } from '../../../common/hub/hubModel';
import { repoFolderName } from '../../../common/hub/repoFolder';
import { partialEnding } from './cacheFiles';
import { lockOf } from './cacheLocks';
import { writeFailure } from './writeFailure';

/** Makes a symbolic link; `fs.symlink`, or in tests what a file system without links does. */
export type MakeLink = (target: string, location: string) => Promise<void>;

/** What a file of a snapshot is, on the disk: nothing, the blob itself or a link to it, or another file. */
export type Presence = 'absent' | 'blob' | 'file';

/**
 * The folder of one model in a cache, laid out as `huggingface_hub` does it, so that Python finds what
 * was fetched here and the other way round: `blobs/<etag>`, `snapshots/<commit>/<path>` as relative
 * links to blobs, `refs/<revision>` with the commit.
 */
export class RepoFolder {
  readonly folder: string;

  constructor(
    readonly cache: string,
    private readonly id: string,
    private readonly makeLink: MakeLink = symlink,
  ) {
    this.folder = path.join(cache, repoFolderName(id));
  }

  blob(etag: string): string {
    return path.join(this.folder, 'blobs', etag);
  }

  /** What came of a blob until now; `huggingface_hub` goes on with it too. */
  partial(etag: string): string {
    return this.blob(etag) + partialEnding;
  }

  lock(etag: string): string {
    return lockOf(this.cache, this.id, etag);
  }

  snapshot(commit: string): string {
    return path.join(this.folder, 'snapshots', commit);
  }

  /** @param file path in the repository, checked by `checkHubPath`. */
  pointer(commit: string, file: string): string {
    return path.join(this.snapshot(commit), ...file.split('/'));
  }

  /**
   * Whether a file is there already, with its size. A blob is named by its hash, so that one with the
   * right size is the file; a plain file, where there are no links, must be hashed to know.
   */
  async presence(commit: string, { path: file, bytes, etag }: HubFile): Promise<Presence> {
    const pointer = this.pointer(commit, file);
    if ((await sizeOf(pointer)) !== bytes) {
      return 'absent';
    }
    const blob = await realpath(this.blob(etag)).catch(() => null);
    return blob !== null && (await realpath(pointer)) === blob ? 'blob' : 'file';
  }

  /** Whether the blob of a file is there, from this or another commit. */
  async hasBlob({ etag, bytes }: HubFile): Promise<boolean> {
    return (await sizeOf(this.blob(etag))) === bytes;
  }

  /** Bytes of a file that came until now. */
  async partialBytes({ etag }: HubFile): Promise<number> {
    return (await sizeOf(this.partial(etag))) ?? 0;
  }

  /** @throws TokenscopeError `CacheNotWritable`, `CacheDiskFull`. */
  async prepare(commit: string, { path: file, etag }: HubFile): Promise<void> {
    await this.#writing(async () => {
      await mkdir(path.dirname(this.blob(etag)), { recursive: true });
      await mkdir(path.dirname(this.pointer(commit, file)), { recursive: true });
      await mkdir(path.dirname(this.lock(etag)), { recursive: true });
    });
  }

  /** Makes a verified partial file the blob, in one step. */
  async keepBlob({ etag }: HubFile): Promise<void> {
    await this.#writing(() => rename(this.partial(etag), this.blob(etag)));
  }

  /**
   * Puts a file into the snapshot: a link to its blob; where the file system has no links, the blob
   * itself, or a copy when the blob was there before and another snapshot may need it.
   */
  async point(commit: string, { path: file, etag }: HubFile, isNew: boolean): Promise<void> {
    const pointer = this.pointer(commit, file);
    const blob = this.blob(etag);
    await this.#writing(async () => {
      const aside = `${pointer}.${randomUUID().slice(0, 8)}.tmp`;
      try {
        await this.makeLink(path.relative(path.dirname(pointer), blob), aside);
      } catch (error) {
        if (fatal.has((error as NodeJS.ErrnoException).code ?? '')) {
          throw error;
        }
        await (isNew ? rename(blob, aside) : copyFile(blob, aside));
      }
      try {
        await rename(aside, pointer);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    });
  }

  /** Takes a file out of the snapshot, and its blob out of the model's folder. */
  async remove(commit: string, { path: file, etag }: HubFile): Promise<void> {
    await this.#writing(async () => {
      await rm(this.pointer(commit, file), { force: true });
      await rm(this.blob(etag), { force: true });
    });
  }

  /** Notes which commit a branch or tag is now. */
  async writeRef(revision: string, commit: string): Promise<void> {
    const ref = path.join(this.folder, 'refs', ...revision.split('/'));
    if ((await readFile(ref, 'utf8').catch(() => null)) !== commit) {
      await this.#writing(async () => {
        await mkdir(path.dirname(ref), { recursive: true });
        await writeFile(ref, commit);
      });
    }
  }

  async #writing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw writeFailure(this.cache, error);
    }
  }
}

/** Failures that no copy in place of a link would mend. */
const fatal: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'ENOENT', 'ENOTDIR']);

/** Size of a file, through links; null when there is none. */
export async function sizeOf(file: string): Promise<number | null> {
  const stats = await stat(file).catch(() => null);
  return stats?.isFile() === true ? stats.size : null;
}
