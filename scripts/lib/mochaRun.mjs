import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outDir, root } from './paths.mjs';
import { runForCode } from './processes.mjs';
import { noResults } from './results.mjs';

/** Compiled files below a folder whose names end so, in a fixed order. */
export function compiledFiles(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => path.join(folder, file));
}

/**
 * Runs compiled test files with mocha in a Node process of its own, or `jobs` files at the same time in as
 * many, and resolves to the results; rejects when the process ended before it was through.
 */
export async function runMochaFiles(files, { timeout, jobs = 1 }) {
  const dir = mkdtempSync(path.join(tmpdir(), 'tokenscope-test-'));
  const file = path.join(dir, 'results.json');
  const entry = path.join(outDir, 'test', 'harness', 'nodeEntry.js');
  const code = await runForCode(process.execPath, ['--enable-source-maps', entry, ...files], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 20 * 60_000,
    env: {
      TOKENSCOPE_RESULTS: file,
      TOKENSCOPE_TIMEOUT: String(timeout),
      TOKENSCOPE_JOBS: String(jobs),
      TOKENSCOPE_COLOR: process.stdout.isTTY ? '1' : '0',
    },
  });
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : noResults();
  rmSync(dir, { recursive: true, force: true });
  if (code === 0 || results.failed > 0) return results;
  throw new Error(`Mocha ended with exit code ${code} before it was through`);
}
