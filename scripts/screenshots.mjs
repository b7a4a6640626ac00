// Runs the screenshot scenarios (test/e2e/*.screenshots.ts) in a served VS Code and copies those
// which the README shows, named `readme-…`, into media/. Nothing else writes there.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './lib/npm.mjs';
import { outDir, root } from './lib/paths.mjs';
import { endEverything, onInterrupt } from './lib/processes.mjs';
import { exitCode, printSummary } from './lib/results.mjs';

onInterrupt();
await ensureDependencies();
const { build } = await import('./build/bundle.mjs');
const { compiledFiles, runMochaFiles } = await import('./lib/mochaRun.mjs');
await build({ production: true, tests: true });

const files = compiledFiles(path.join(outDir, 'test', 'e2e'), '.screenshots.js');
const results = await runMochaFiles(files, { timeout: 120_000 });
await endEverything();
if (results.failed === 0) copyReadmePictures();
printSummary(results);
process.exitCode = exitCode(results);

function copyReadmePictures() {
  const from = path.join(outDir, 'screenshots');
  const to = path.join(root, 'media', 'screenshots');
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => /^readme-.*\.png$/.test(file))) {
    copyFileSync(path.join(from, name), path.join(to, name.replace(/^readme-/, '')));
    console.log(`media/screenshots/${name.replace(/^readme-/, '')}`);
  }
}
