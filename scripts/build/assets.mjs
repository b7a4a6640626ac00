import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { distDir, root } from '../lib/paths.mjs';

/** Copies the files that webviews link to instead of importing them, and the public types. */
export function copyAssets() {
  const target = path.join(distDir, 'webview');
  mkdirSync(target, { recursive: true });
  const codicons = path.join(root, 'node_modules', '@vscode', 'codicons', 'dist');
  for (const file of ['codicon.css', 'codicon.ttf']) {
    copyFileSync(path.join(codicons, file), path.join(target, file));
  }
  // Types only: the file is its own declaration.
  copyFileSync(path.join(root, 'src', 'host', 'api', 'api.ts'), path.join(distDir, 'api.d.ts'));
}
