import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's folder. Found by walking up, since bundled tests run from `out/`. */
export const root = findRoot(import.meta.dirname ?? process.cwd());

/** Where downloaded tools and the state of started editors live; git ignores it. */
export const toolsDir = path.join(root, '.vscode-test');

/** Compiled tests, results, logs and screenshots; git ignores it. */
export const outDir = path.join(root, 'out');

/** The bundled extension; git ignores it. */
export const distDir = path.join(root, 'dist');

function findRoot(from) {
  for (let dir = from; ; dir = path.dirname(dir)) {
    const manifest = path.join(dir, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'tokenscope') {
      return dir;
    }
    if (path.dirname(dir) === dir) throw new Error(`No tokenscope folder above ${from}`);
  }
}
