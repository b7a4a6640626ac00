import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Makes this repository, or another folder that holds the extension, the one extension installed in
 * an extensions folder: a link there is an installed extension, which a reload of the window reads
 * again.
 */
export function linkExtension(extensions, extension = root) {
  const { publisher, name, version } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  // The folder also holds the editor's list of extensions, which it makes anew from the folder.
  rmSync(extensions, { recursive: true, force: true });
  mkdirSync(extensions, { recursive: true });
  symlinkSync(extension, path.join(extensions, `${publisher}.${name}-${version}`), 'dir');
}
