const endings = [
  ['fp32', ''],
  ['fp16', '_fp16'],
  ['q8', '_quantized'],
  ['int8', '_int8'],
  ['uint8', '_uint8'],
  ['q4', '_q4'],
  ['q4f16', '_q4f16'],
  ['bnb4', '_bnb4'],
  ['q2', '_q2'],
  ['q2f16', '_q2f16'],
  ['q1', '_q1'],
  ['q1f16', '_q1f16'],
] as const;

/** transformers.js `dtype` of weights. */
export type Precision = (typeof endings)[number][0];

/**
 * Endings of ONNX files by transformers.js `dtype` (`DEFAULT_DTYPE_SUFFIX_MAPPING`), in the order of
 * preference: exact ones first.
 */
export const precisionEndings: readonly (readonly [precision: Precision, ending: string])[] =
  endings;

/** Every precision that a file can have by its name, exact ones first. */
export const precisions: readonly Precision[] = endings.map(([precision]) => precision);

/** Path of a graph in a repository: `onnx/model_q4.onnx`. */
export function graphPath(graph: string, precision: string): string {
  const ending = precisionEndings.find(([name]) => name === precision)?.[1] ?? `_${precision}`;
  return `onnx/${graph}${ending}.onnx`;
}

/** Whether `path` is a part of the weights that `graph`, an ONNX file, keeps beside itself. */
export function isExternalData(graph: string, path: string): boolean {
  return path.startsWith(graph) && /^(_data(_\d+)?|\.data(_\d+)?)$/.test(path.slice(graph.length));
}
