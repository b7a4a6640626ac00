import path from 'node:path';
import { distDir } from '../lib/paths.mjs';

/**
 * Makes a package that a bundle imports only by `import()` a file of its own, `dist/<name>.js`, which is
 * read when it is first needed: what starts with the window stays small.
 */
export function lazyPackage(name) {
  return {
    name: `lazy-${name}`,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) => {
        if (kind !== 'dynamic-import') {
          return { errors: [{ text: `${name} must be imported by import(), to stay lazy` }] };
        }
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** The bundle of such a package. */
export function packageBundle(name) {
  return { entryPoints: { [name]: name }, outdir: path.resolve(distDir) };
}
