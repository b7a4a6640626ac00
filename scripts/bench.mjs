// Runs the benchmarks, one after another so that they do not disturb each other: test/bench under
// Node, test/bench/host (mocha files) inside an extension host, a fresh one for each. A benchmark
// prints its ratios and ends with an exit code other than 0 when it is over budget. Arguments: parts
// of names to run.
import path from 'node:path';
import { ensureDependencies } from './lib/npm.mjs';
import { outDir, root } from './lib/paths.mjs';
import { endEverything, onInterrupt, runForCode } from './lib/processes.mjs';

onInterrupt();
await ensureDependencies();
const { build } = await import('./build/bundle.mjs');
const { compiledFiles } = await import('./lib/mochaRun.mjs');
const { runInHost } = await import('./lib/hostRun.mjs');
await build({ production: true, tests: true });

const folder = path.join(outDir, 'test', 'bench');
const hostFolder = path.join(folder, 'host') + path.sep;
const wanted = process.argv.slice(2);
const files = compiledFiles(folder, '.js').filter(
  (file) =>
    wanted.length === 0 || wanted.some((part) => path.relative(folder, file).includes(part)),
);
const failed = [];
for (const file of files.filter((name) => !name.startsWith(hostFolder))) {
  const name = path.relative(folder, file);
  console.log(`\n── ${name} ──`);
  const code = await runForCode(process.execPath, ['--expose-gc', file], { cwd: root });
  if (code !== 0) failed.push(name);
}
for (const file of files.filter((name) => name.startsWith(hostFolder))) {
  console.log(`\n── ${path.relative(folder, file)} ──`);
  const { failures } = await runInHost({
    entry: path.join(outDir, 'test', 'harness', 'hostEntry.js'),
    env: { TOKENSCOPE_TEST_FILES: JSON.stringify([file]) },
  });
  failed.push(...failures.map(({ title }) => title));
}
await endEverything();
for (const name of failed) console.log(`Over budget or failed: ${name}`);
console.log(`\n${files.length} benchmarks run, ${failed.length} over budget or failed`);
process.exitCode = failed.length > 0 || files.length === 0 ? 1 : 0;
