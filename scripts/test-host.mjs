// Runs files of mocha tests inside a real extension host in which Tokenscope is active:
//   npm run test:host -- FILE.js [FILE.js …]
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './lib/npm.mjs';
import { outDir } from './lib/paths.mjs';
import { endEverything, onInterrupt } from './lib/processes.mjs';
import { exitCode, printSummary } from './lib/results.mjs';

onInterrupt();
// npm runs us in the package's folder; a relative path means the folder where npm was called.
const from = process.env.INIT_CWD ?? process.cwd();
const files = process.argv.slice(2).map((file) => path.resolve(from, file));
const missing = files.filter((file) => !existsSync(file));
if (files.length === 0 || missing.length > 0) {
  console.error(missing.length > 0 ? `Not found: ${missing.join(', ')}` : 'Name a file of tests.');
  process.exit(2);
}

await ensureDependencies();
const { build } = await import('./build/bundle.mjs');
const { runInHost } = await import('./lib/hostRun.mjs');
await build({ tests: 'harness' });
const results = await runInHost({
  entry: path.join(outDir, 'test', 'harness', 'hostEntry.js'),
  env: { TOKENSCOPE_TEST_FILES: JSON.stringify(files) },
});
await endEverything();
printSummary(results);
process.exitCode = exitCode(results);
