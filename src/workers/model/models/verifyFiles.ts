import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type { ModelFile, ModelRef } from '../../../common/protocol/model/models';
import { fileSha256 } from '../../files/fileHashes';
import { fileProblem } from '../../files/fileProblem';
import { shareDone } from '../../files/shareDone';

/** Files that were hashed in this process: unchanged ones are not hashed again at the next load. */
const verified = new Map<string, string>();

/**
 * Checks that every file of the model is there and is what the catalog says: size first, then SHA-256.
 * @throws TokenscopeError `FileMissing` or `FileCorrupt`, naming the first such file by its path.
 */
export async function verifyFiles(model: Pick<ModelRef, 'folder' | 'files'>): Promise<void> {
  // Sizes of all files first: a download that broke off is found before anything is hashed.
  const found: { file: ModelFile; location: string; state: string }[] = [];
  for (const file of model.files) {
    const location = locationOf(model, file.path);
    found.push({ file, location, state: await checkSize(location, file) });
  }
  for (const { file, location, state } of found) {
    if (verified.get(location) !== state) {
      await checkHash(location, file);
      verified.set(location, state);
    }
  }
}

/** Files of a model, its further graphs' included. */
function allFiles({ files, graphs }: Pick<ModelRef, 'files' | 'graphs'>): ModelFile[] {
  const graphFiles = Object.values(graphs).flatMap((graph) => graph.files);
  return [...new Map([...files, ...graphFiles].map((file) => [file.path, file])).values()];
}

/**
 * Hashes all files of a model, also those that were hashed before.
 * @param onShare told the share of the bytes that were hashed, from 0 to 1.
 * @throws TokenscopeError as {@link verifyFiles} does, and `Cancelled`.
 */
export async function verifyAgain(
  model: Pick<ModelRef, 'folder' | 'files' | 'graphs'>,
  token: CancellationToken,
  onShare: (share: number) => void,
): Promise<{ files: number; bytes: number }> {
  const files = allFiles(model);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const onBytes = shareDone(total, onShare);
  for (const file of files) {
    const location = locationOf(model, file.path);
    verified.delete(location);
    const state = await checkSize(location, file);
    await checkHash(location, file, token, onBytes);
    verified.set(location, state);
  }
  return { files: files.length, bytes: total };
}

/**
 * Hashes a file of a folder that no catalog describes yet; unchanged, it is not hashed again when its
 * model is loaded.
 * @param onBytes told the bytes of each piece as it is read.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt` for a file that cannot be read, `Cancelled`.
 */
export async function describeFile(
  folder: string,
  name: string,
  token: CancellationToken,
  onBytes: (bytes: number) => void,
): Promise<ModelFile> {
  const location = locationOf({ folder }, name);
  // Before its bytes are read: a file that is changed meanwhile is hashed again.
  const stats = await statsOf(location);
  const sha256 = await fileSha256(location, token, onBytes);
  verified.set(location, stateOf(stats, sha256));
  return { path: name, bytes: stats.size, sha256 };
}

/** Where a file of a model is. @param name its path below the model's folder, with forward slashes. */
function locationOf({ folder }: Pick<ModelRef, 'folder'>, name: string): string {
  return path.join(folder, ...name.split('/'));
}

async function statsOf(location: string): Promise<Stats> {
  return stat(location).catch((error: unknown) => {
    throw fileProblem(location, error);
  });
}

/** A string that changes when a file or what is expected of it does. */
function stateOf({ mtimeMs, ctimeMs }: Stats, sha256: string): string {
  return `${mtimeMs} ${ctimeMs} ${sha256}`;
}

/** @returns the file's state, see {@link stateOf}. */
async function checkSize(location: string, file: ModelFile): Promise<string> {
  const stats = await statsOf(location);
  if (!stats.isFile()) {
    throw corrupt(location, 'it is not a file');
  }
  if (stats.size !== file.bytes) {
    throw corrupt(location, `it has ${stats.size} bytes instead of ${file.bytes}`);
  }
  return stateOf(stats, file.sha256);
}

async function checkHash(
  location: string,
  file: ModelFile,
  token?: CancellationToken,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  if ((await fileSha256(location, token, onBytes)) !== file.sha256) {
    throw corrupt(location, 'its SHA-256 is not the expected one');
  }
}

function corrupt(file: string, reason: string): TokenscopeError {
  return new TokenscopeError('FileCorrupt', { file, reason });
}
