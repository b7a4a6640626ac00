import { readFileSync } from 'node:fs';

/** Assembles `.wat` files, WebAssembly's text form: each is a module whose `instantiate` gives its exports. */
export function webAssemblyText() {
  return {
    name: 'webAssemblyText',
    setup(build) {
      build.onLoad({ filter: /\.wat$/ }, async ({ path }) => ({
        contents: `
          const binary = Uint8Array.of(${(await assemble(path)).join()});
          export const instantiate = () =>
            new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
        `,
        loader: 'js',
      }));
    },
  };
}

async function assemble(path) {
  const { default: makeWabt } = await import('wabt');
  const wabt = await makeWabt();
  const module = wabt.parseWat(path, readFileSync(path, 'utf8'), { simd: true });
  try {
    module.validate();
    return Array.from(module.toBinary({}).buffer);
  } finally {
    module.destroy();
  }
}
