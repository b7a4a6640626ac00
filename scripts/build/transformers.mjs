import path from 'node:path';
import { root } from '../lib/paths.mjs';

const library = path.join(root, 'node_modules', '@huggingface', 'transformers', 'src');
const ours = path.join(root, 'src', 'workers', 'model', 'runtime');

/**
 * Bundles @huggingface/transformers from the sources in its package instead of its own Node bundle,
 * so that four of its modules can be replaced:
 * - its loader of onnxruntime-node, a `require` that no bundler sees, by our own module;
 * - its reader of files, which takes weights into memory that are never used, by our own module;
 * - onnxruntime-web, half a megabyte that never runs on Node, by nothing;
 * - sharp, a native image library that text models do not need, by nothing.
 */
export function transformersFromSource() {
  return {
    name: 'transformers-from-source',
    setup(build) {
      build.onResolve({ filter: /^@huggingface\/transformers$/ }, () => ({
        path: path.join(library, 'transformers.js'),
        sideEffects: true,
      }));
      build.onResolve({ filter: /\/onnx-node\.js$/ }, () => ({
        path: path.join(ours, 'onnxruntime.ts'),
      }));
      build.onResolve({ filter: /\/FileResponse\.js$/ }, () => ({
        path: path.join(ours, 'fileResponse.ts'),
      }));
      build.onResolve({ filter: /^(onnxruntime-web\/webgpu|sharp)$/ }, ({ path: id }) => ({
        path: id,
        namespace: 'left-out',
      }));
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
        contents: 'export default {};',
      }));
    },
  };
}
