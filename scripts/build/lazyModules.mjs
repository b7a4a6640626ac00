import { readdirSync } from 'node:fs';
import path from 'node:path';
import { distDir, root } from '../lib/paths.mjs';

/** Modules of the host that make code to copy, or tables to export, from plain data: seldom asked for. */
const pattern = /(Python|encodingText|completionTable|fillMaskTables)\.ts$/;

/** Absolute paths of these modules by their names, which name their bundles. */
function lazyModules() {
  const host = path.join(root, 'src', 'host');
  const modules = new Map();
  for (const file of readdirSync(host, { recursive: true }).filter((file) => pattern.test(file))) {
    const name = path.basename(file, '.ts');
    if (modules.has(name)) throw new Error(`Two modules to be loaded late are named ${name}`);
    modules.set(name, path.join(host, file));
  }
  return modules;
}

/**
 * Makes each module of ours that a bundle imports by `import()` a file of its own, `dist/lazy/<name>.js`,
 * which is read when it is first needed: what starts with the window stays small.
 */
export function lazyModulesApart() {
  const modules = lazyModules();
  return {
    name: 'lazy-modules-apart',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ kind, path: id, resolveDir }) => {
        const file = `${path.resolve(resolveDir, id)}.ts`;
        const name = path.basename(id);
        const lazy = modules.get(name) === file;
        if (lazy && kind === 'dynamic-import') return { path: `./lazy/${name}.js`, external: true };
        if (lazy) return { errors: [{ text: `${id} must be imported by import(), to stay lazy` }] };
        if (kind === 'dynamic-import') {
          return {
            errors: [{ text: `${id} is imported by import(), and not in lazyModules.mjs` }],
          };
        }
        return undefined;
      });
    },
  };
}

/**
 * The bundles of these modules. Each has its own copy of what it imports, so none may import what must
 * exist once: an error that is made by one copy of a class is none of another's.
 */
export function lazyModuleBundles() {
  return {
    entryPoints: Object.fromEntries(lazyModules()),
    outdir: path.join(distDir, 'lazy'),
    external: ['vscode'],
    plugins: [
      {
        name: 'no-errors-apart',
        setup(build) {
          build.onLoad({ filter: /[\\/]src[\\/]common[\\/]errors\.ts$/ }, () => ({
            errors: [{ text: 'A module that is loaded late must not import the class of errors' }],
          }));
        },
      },
    ],
  };
}
