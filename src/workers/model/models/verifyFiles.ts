import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { ModelFile, ModelRef } from '../../../common/protocol/model/models';

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
    const location = path.join(model.folder, ...file.path.split('/'));
    found.push({ file, location, state: await checkSize(location, file) });
  }
  for (const { file, location, state } of found) {
    if (verified.get(location) !== state) {
      await checkHash(location, file);
      verified.set(location, state);
    }
  }
}

/** @returns a string that changes when the file or what is expected of it does. */
async function checkSize(location: string, file: ModelFile): Promise<string> {
  const stats = await stat(location).catch((error: unknown) => {
    throw fileProblem(location, error);
  });
  if (!stats.isFile()) {
    throw corrupt(location, 'it is not a file');
  }
  if (stats.size !== file.bytes) {
    throw corrupt(location, `it has ${stats.size} bytes instead of ${file.bytes}`);
  }
  return `${stats.mtimeMs} ${stats.ctimeMs} ${file.sha256}`;
}

async function checkHash(location: string, file: ModelFile): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(location, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
    }
  } catch (error) {
    throw fileProblem(location, error);
  }
  if (hash.digest('hex') !== file.sha256) {
    throw corrupt(location, 'its SHA-256 is not the expected one');
  }
}

/** What is wrong with a file that the system would not read: `FileMissing` or `FileCorrupt`. */
export function fileProblem(file: string, error: unknown): TokenscopeError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new TokenscopeError('FileMissing', { file })
    : corrupt(file, `it cannot be read (${code === '' ? String(error) : code})`);
}

function corrupt(file: string, reason: string): TokenscopeError {
  return new TokenscopeError('FileCorrupt', { file, reason });
}
