// Bundles the extension, its workers, its webviews and, with --tests, the tests.
// Options: --watch, --production, --tests.
import { ensureDependencies } from './lib/npm.mjs';

await ensureDependencies();
// Loaded late, since esbuild is there only after the line above.
const { build, watch } = await import('./build/bundle.mjs');

const flags = new Set(process.argv.slice(2));
const options = { production: flags.has('--production'), tests: flags.has('--tests') };
await (flags.has('--watch') ? watch(options) : build(options));
