import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { distDir, root } from '../lib/paths.mjs';
import { lazyModuleBundles, lazyModulesApart } from './lazyModules.mjs';
import { lazyPackage, packageBundle } from './lazyPackage.mjs';
import { hubLibraryParts } from './hubLibrary.mjs';
import { transformersFromSource } from './transformers.mjs';
import { webAssemblyText } from './webAssembly.mjs';

/** What all bundles have in common; source maps stay beside the bundles and are not inlined. */
export function commonOptions({ production }) {
  return {
    absWorkingDir: root,
    bundle: true,
    sourcemap: true,
    sourcesContent: false,
    minify: production,
    keepNames: production,
    logLevel: 'warning',
    legalComments: 'none',
    plugins: [webAssemblyText()],
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  };
}

/** Options for everything that runs on Node: the host of the oldest VS Code we support has 22. */
export const nodeOptions = { platform: 'node', format: 'cjs', target: 'node22' };

/** Packages with native parts, which are shipped in `node_modules` as they are. */
export const nativePackages = ['tokenizers', 'onnxruntime-node', 'onnxruntime-common'];

/** What the extension's own bundle may have, in bytes: it is read with every window. */
export const hostBudget = 500_000;

/** One bundle for the extension, one for each worker and one for each webview. */
export function productBundles({ production }) {
  const common = commonOptions({ production });
  const node = { ...common, ...nodeOptions };
  return [
    {
      ...node,
      entryPoints: ['src/extension.ts'],
      outfile: path.join(distDir, 'extension.js'),
      external: ['vscode'],
      plugins: [lazyPackage('openai'), lazyPackage('@huggingface/jinja'), lazyModulesApart()],
      // Nothing here asks for the name of a function, and names are a twentieth of the bundle.
      keepNames: false,
      // VS Code's host resolves `require` beside the bundle, wherever that is.
      supported: { 'dynamic-import': false },
    },
    { ...node, ...lazyModuleBundles(), keepNames: false },
    { ...node, ...packageBundle('openai') },
    { ...node, ...packageBundle('@huggingface/jinja') },
    {
      // Loaded by the extension with the first question to the hub.
      ...node,
      entryPoints: { hubLibrary: 'src/host/node/hub/hubLibrary.ts' },
      outdir: distDir,
      plugins: [hubLibraryParts()],
    },
    {
      ...node,
      entryPoints: { hash: 'src/workers/hash/main.ts' },
      outdir: distDir,
    },
    {
      ...node,
      entryPoints: {
        tokenizer: 'src/workers/tokenizer/main.ts',
        memoryWatch: 'src/workers/tokenizer/memoryWatch.ts',
      },
      outdir: distDir,
      external: nativePackages,
    },
    {
      ...node,
      entryPoints: { packs: 'src/workers/packs/main.ts' },
      outdir: distDir,
    },
    {
      ...node,
      entryPoints: {
        model: 'src/workers/model/main.ts',
        trainThread: 'src/workers/model/trainedHead/trainThread.ts',
        readingThread: 'src/workers/model/surprisal/readingThread.ts',
      },
      outdir: distDir,
      external: nativePackages,
      plugins: [...common.plugins, transformersFromSource()],
    },
    {
      ...common,
      entryPoints: webviewEntries(),
      outdir: path.join(distDir, 'webview'),
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      tsconfig: path.join(root, 'webview-ui', 'tsconfig.json'),
    },
  ];
}

/** Each folder of `webview-ui` that has a `main.ts` is a webview, named as the folder. */
function webviewEntries() {
  const folder = path.join(root, 'webview-ui');
  const features = readdirSync(folder).filter((name) =>
    existsSync(path.join(folder, name, 'main.ts')),
  );
  if (features.length === 0) throw new Error('No webview-ui/<feature>/main.ts found');
  return Object.fromEntries(features.map((name) => [name, `webview-ui/${name}/main.ts`]));
}
