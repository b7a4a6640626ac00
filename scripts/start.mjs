// Opens VS Code with Tokenscope on a sample document: an installed desktop VS Code, or else one
// that is served on 127.0.0.1 until Ctrl+C. Options: --port N.
import path from 'node:path';
import { installedDesktop } from './lib/desktop.mjs';
import { ensureDependencies } from './lib/npm.mjs';
import { toolsDir } from './lib/paths.mjs';
import { onInterrupt } from './lib/processes.mjs';
import { prepareSamples } from './lib/samples.mjs';
import { openDesktop, serve } from './lib/startEditor.mjs';

const portAt = process.argv.indexOf('--port');
const preferredPort = portAt > 0 ? Number(process.argv[portAt + 1]) : 3000;

onInterrupt();
await ensureDependencies();
const { build } = await import('./build/bundle.mjs');
await build();
const samples = prepareSamples(path.join(toolsDir, 'samples'));
const desktop = installedDesktop();
await (desktop ? openDesktop(desktop, samples) : serve(samples, preferredPort));
