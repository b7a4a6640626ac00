import type { DownloadPlan } from '../../../common/hub/downloadPlan';
import type { HubFile } from '../../../common/hub/hubModel';
import type { RepoFolder } from './cacheLayout';
import type { FileHasher } from './fileHasher';
import { throwIfCancelled } from './transient';

/**
 * Whether a file of a snapshot is there: a link to its blob, which its hash names, is; any other file is
 * hashed.
 */
export async function isThere(
  folder: RepoFolder,
  commit: string,
  file: HubFile,
  hasher: FileHasher,
  signal: AbortSignal,
): Promise<boolean> {
  const presence = await folder.presence(commit, file);
  return presence === 'file' ? isRight(folder, commit, file, hasher, signal) : presence === 'blob';
}

/**
 * Hashes every file of a plan, and removes what is not what it should be.
 * @returns the paths of files that are missing or were removed.
 */
export async function removeDamagedFiles(
  folder: RepoFolder,
  { commit, files }: DownloadPlan,
  hasher: FileHasher,
  signal: AbortSignal,
): Promise<string[]> {
  const damaged: string[] = [];
  for (const file of files) {
    throwIfCancelled(signal);
    const absent = (await folder.presence(commit, file)) === 'absent';
    if (absent || !(await isRight(folder, commit, file, hasher, signal))) {
      await folder.remove(commit, file);
      damaged.push(file.path);
    }
  }
  return damaged;
}

async function isRight(
  folder: RepoFolder,
  commit: string,
  { path, hash, etag }: HubFile,
  hasher: FileHasher,
  signal: AbortSignal,
): Promise<boolean> {
  const { digests } = await hasher.hash(folder.pointer(commit, path), [hash], signal);
  return digests[hash] === etag;
}
