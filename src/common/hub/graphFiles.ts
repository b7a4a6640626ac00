import { endingOf, type Precision } from '../models/precisions';

/** Path of a graph in a repository: `onnx/model_q4.onnx`. */
export function graphPath(graph: string, precision: Precision): string {
  return `onnx/${graph}${endingOf(precision)}.onnx`;
}

/** Whether `path` is a part of the weights that `graph`, an ONNX file, keeps beside itself. */
export function isExternalData(graph: string, path: string): boolean {
  return path.startsWith(graph) && /^(_data(_\d+)?|\.data(_\d+)?)$/.test(path.slice(graph.length));
}
