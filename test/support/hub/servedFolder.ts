import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepoOptions } from './hubRepo';

/** The files of a model folder as a repository of the hub has them. */
export function servedFolder(folder: string): RepoOptions['files'] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.map((file) => [
      path.relative(folder, file).split(path.sep).join('/'),
      readFileSync(file),
    ]),
  );
}
