/**
 * What transformers.js gets in place of its own module `backends/onnx-node.js`, which finds
 * onnxruntime by a `require` that bundlers do not see. One place decides which runtime is used.
 */
import './telemetry';
import * as onnxruntime from 'onnxruntime-node';

// The replaced module has a default export, so this one must.
export { onnxruntime as default };
