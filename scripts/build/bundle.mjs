import * as esbuild from 'esbuild';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { distDir, outDir, root } from '../lib/paths.mjs';
import { copyAssets } from './assets.mjs';
import { hostBudget, productBundles } from './product.mjs';
import { testBundle } from './tests.mjs';

/**
 * Bundles the product once, and the tests when asked: `tests` is true, or `'harness'` for what runs
 * tests without the tests themselves. Rejects when anything does not build.
 */
export async function build({ production = false, tests = false } = {}) {
  const began = performance.now();
  if (production) rmSync(distDir, { recursive: true, force: true });
  copyAssets();
  const bundles = productBundles({ production });
  if (tests) bundles.push(testBundle({ harnessOnly: tests === 'harness' }));
  const built = await Promise.all(
    bundles.map((options) => esbuild.build({ ...options, metafile: true })),
  );
  await esbuild.stop();
  if (production) checkBudget();
  if (tests === true) removeStaleTests(built);
  console.log(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function checkBudget() {
  const { size } = statSync(path.join(distDir, 'extension.js'));
  if (size > hostBudget) {
    throw new Error(
      `dist/extension.js has ${size} bytes, more than ${hostBudget}: see lazyModules.mjs`,
    );
  }
}

/** A test whose source is gone must not be run any more. */
function removeStaleTests(built) {
  const fresh = new Set(
    built
      .flatMap(({ metafile }) => Object.keys(metafile.outputs))
      .map((file) => path.join(root, file)),
  );
  const folder = path.join(outDir, 'test');
  for (const name of existsSync(folder) ? readdirSync(folder, { recursive: true }) : []) {
    const file = path.join(folder, name);
    if (file.endsWith('.js') && !fresh.has(file)) rmSync(file);
  }
}

/** Bundles again at every change, until the process is ended. */
export async function watch({ production = false, tests = false } = {}) {
  copyAssets();
  const bundles = [...productBundles({ production }), ...(tests ? [testBundle()] : [])];
  const contexts = await Promise.all(
    bundles.map((options) => esbuild.context({ ...options, plugins: [...options.plugins, tell] })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('Watching for changes. Ctrl+C stops.');
}

/** Tells editors when a build begins and ends, in the words that .vscode/tasks.json waits for. */
const tell = {
  name: 'tell',
  setup(build) {
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd(() => console.log('[watch] build finished'));
  },
};
