/** What stands in the bundle in place of packages that proper-lockfile and @huggingface/hub import. */
const replacements = {
  // Both patch parts of Node (`fs.close`, `process.emit`, signal handlers) that all extensions share.
  'graceful-fs': `module.exports = require('node:fs');`,
  'signal-exit': `module.exports = (callback) => process.once('exit', callback);`,
  // Hashes of xet uploads: nothing is uploaded here.
  '@huggingface/xetchunk-wasm': 'module.exports = {};',
  '@huggingface/blake3-jit': 'module.exports = {};',
  'gearhash-jit': 'module.exports = {};',
};

/** Keeps what would reach into the extension host, or never runs, out of the bundle of `hubLibrary.ts`. */
export function hubLibraryParts() {
  return {
    name: 'hub-library-parts',
    setup(build) {
      const filter = new RegExp(`^(${Object.keys(replacements).join('|')})$`);
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'replaced' }));
      build.onLoad({ filter: /.*/, namespace: 'replaced' }, ({ path }) => ({
        contents: replacements[path],
      }));
    },
  };
}
