// Packages the extension for this platform: builds for production, then writes
// tokenscope-<platform>-<version>.vsix. With --list it only lists what would be in it,
// with --no-build it takes the bundles as they are.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './lib/npm.mjs';
import { outDir, root } from './lib/paths.mjs';
import { onInterrupt } from './lib/processes.mjs';

/** The name that npm `tokenizers` gives to its native part on each platform. */
const tokenizersBinaries = {
  'linux-x64': 'linux-x64-gnu',
  'linux-arm64': 'linux-arm64-gnu',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
};

onInterrupt();
await ensureDependencies();
const { build } = await import('./build/bundle.mjs');
const { createVSIX, listFiles, PackageManager } = (await import('@vscode/vsce')).default;

const target = `${process.platform}-${process.arch}`;
const ignoreFile = writeIgnoreFile(target);
if (!process.argv.includes('--no-build')) await build({ production: true });
if (process.argv.includes('--list')) {
  const files = await listFiles({ cwd: root, ignoreFile, packageManager: PackageManager.Npm });
  console.log(files.sort().join('\n'));
} else {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const packagePath = path.join(root, `tokenscope-${target}-${version}.vsix`);
  await createVSIX({
    cwd: root,
    target,
    ignoreFile,
    packagePath,
    allowMissingRepository: true,
    // Pictures and links of the README are looked up beside it, in the package itself.
    rewriteRelativeLinks: false,
  });
}

/** The allowlist with this platform's native parts; returns the file's path. */
function writeIgnoreFile(platform) {
  const binary = tokenizersBinaries[platform];
  if (!binary) throw new Error(`The npm package tokenizers has no binary for ${platform}`);
  const lines = [
    readFileSync(path.join(root, '.vscodeignore'), 'utf8'),
    `!node_modules/tokenizers/tokenizers.${binary}.node`,
    `!node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/*`,
  ];
  mkdirSync(outDir, { recursive: true });
  const file = path.join(outDir, 'vscodeignore');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
