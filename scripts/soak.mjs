// Runs the integration tests again and again in extension hosts and watches for processes that stay
// and for memory that grows. Argument: minutes (default 30).
import path from 'node:path';
import { watchMemory } from './lib/memory.mjs';
import { ensureDependencies } from './lib/npm.mjs';
import { outDir } from './lib/paths.mjs';
import { endEverything, onInterrupt } from './lib/processes.mjs';
import { addUp, exitCode, failedCheck, printSummary } from './lib/results.mjs';

/** How often one host runs the whole suite, and how much of its memory may be new at the end. */
const repeats = 5;
const allowedGrowth = { factor: 1.25, bytes: 64 * 2 ** 20 };

onInterrupt();
const minutes = Number(process.argv[2] ?? 30);
await ensureDependencies();
const { build } = await import('./build/bundle.mjs');
const { runInHost } = await import('./lib/hostRun.mjs');
await build({ tests: true });

const all = [];
let first;
for (const deadline = Date.now() + minutes * 60_000; Date.now() < deadline;) {
  const memory = watchMemory();
  all.push(
    await runInHost({
      entry: path.join(outDir, 'test', 'integration', 'index.js'),
      env: { TOKENSCOPE_REPEAT: String(repeats) },
    }),
  );
  const peaks = memory.stop();
  first ??= peaks;
  console.log(`round ${all.length}: ${describe(peaks)}`);
  const stragglers = await endEverything();
  if (stragglers.length > 0) all.push(failedCheck(`processes left: ${stragglers.join(', ')}`));
  for (const kind of Object.keys(peaks))
    if (grew(kind, peaks)) all.push(failedCheck(`${kind} grew`));
}
const total = addUp(all);
printSummary(total);
process.exitCode = exitCode(total);

function grew(kind, peaks) {
  const before = first[kind] ?? 0;
  return before > 0 && peaks[kind] > before * allowedGrowth.factor + allowedGrowth.bytes;
}

function describe(peaks) {
  const parts = Object.entries(peaks).map(
    ([kind, bytes]) => `${kind} ${Math.round(bytes / 2 ** 20)} MB`,
  );
  return parts.length > 0 ? parts.join(', ') : 'memory is measured on Linux only';
}
