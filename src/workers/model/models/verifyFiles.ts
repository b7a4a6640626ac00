import { stat } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { ModelFile, ModelRef } from '../../../common/protocol/model/models';
import { fileProblem } from './fileProblem';
import { hashFile } from './hashFile';

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
  if ((await hashFile(location)) !== file.sha256) {
    throw corrupt(location, 'its SHA-256 is not the expected one');
  }
}

function corrupt(file: string, reason: string): TokenscopeError {
  return new TokenscopeError('FileCorrupt', { file, reason });
}
