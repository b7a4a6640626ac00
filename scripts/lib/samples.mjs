import { cpSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Copies the sample documents to where they can be changed without changing the repository; what
 * was changed there before is kept. Returns the folder and the document to open.
 */
export function prepareSamples(folder) {
  cpSync(path.join(root, 'samples'), folder, { recursive: true, force: false });
  return { folder, document: path.join(folder, 'welcome.md') };
}
