import { readdirSync } from 'node:fs';
import path from 'node:path';
import { outDir, root } from '../lib/paths.mjs';
import { commonOptions, nodeOptions } from './product.mjs';

const harness = /^harness\/(hostEntry|nodeEntry|fixedSeed)\.ts$/;

/** Entry points: every test file and benchmark, and what runs them. */
const entryPatterns = [
  harness,
  /^unit\/.*\.test\.ts$/,
  /^integration\/(index|.*\.test)\.ts$/,
  /^e2e\/.*\.(test|screenshots)\.ts$/,
  /^bench\/(?!.*support\/).*\.ts$/,
];

/** One file per test file, in `out/test`; packages stay outside and are found in `node_modules`. */
export function testBundle({ harnessOnly = false } = {}) {
  const patterns = harnessOnly ? [harness] : entryPatterns;
  const entries = readdirSync(path.join(root, 'test'), { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => patterns.some((pattern) => pattern.test(file)));
  const common = commonOptions({ production: false });
  return {
    ...common,
    ...nodeOptions,
    entryPoints: entries.map((file) => `test/${file}`),
    outbase: 'test',
    outdir: path.join(outDir, 'test'),
    // The unit and end-to-end tests run on whatever Node runs the scripts.
    target: 'node20',
    packages: 'external',
    define: { ...common.define, 'import.meta.dirname': '__dirname' },
  };
}
