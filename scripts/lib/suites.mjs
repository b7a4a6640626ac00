import { availableParallelism } from 'node:os';
import path from 'node:path';
import { build } from '../build/bundle.mjs';
import { runInHost } from './hostRun.mjs';
import { compiledFiles, runMochaFiles } from './mochaRun.mjs';
import { outDir, root } from './paths.mjs';
import { run } from './processes.mjs';
import { noResults } from './results.mjs';

const testsDir = path.join(outDir, 'test');

/** What must hold before tests mean anything; each rejects when it fails. */
export const checks = {
  build: () => build({ tests: true }),
  typecheck: () => node([tool('typescript', 'bin/tsc'), '-b']),
  lint: () => node([tool('oxlint', 'bin/oxlint'), '--deny-warnings']),
  format: () => node([tool('oxfmt', 'bin/oxfmt'), '--check']),
  /** Uses the views without VS Code. */
  views: () => node(['test/e2e/webview/preview.mjs', '--behaviours']),
};

/** The suites by name; each resolves to its results. */
export const suiteRunners = {
  unit: () => runUnderNode('unit', { timeout: 10_000, jobs: Math.min(availableParallelism(), 4) }),
  integration: () => runInHost({ entry: path.join(testsDir, 'integration', 'index.js') }),
  e2e: () => runUnderNode('e2e', { timeout: 120_000 }),
};

/** A package's command-line tool, to be run without a shell and without npm. */
function tool(name, script) {
  return path.join(root, 'node_modules', name, script);
}

async function node(argv) {
  await run(process.execPath, argv, { cwd: root });
}

/** Runs a folder of compiled test files with mocha in a Node process of its own. */
async function runUnderNode(suite, options) {
  const files = compiledFiles(path.join(testsDir, suite), '.test.js');
  return files.length > 0 ? runMochaFiles(files, options) : noResults();
}
