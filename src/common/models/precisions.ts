import { precisionEndings, precisions, type Precision } from '../hub/precisions';

/** Names of weights files without ending: one graph each, that of a decoder with its cache merged in. */
const stems = ['model', 'decoder_model_merged'] as const;

/**
 * What the name of an ONNX file says.
 * @param name such as `model_q4f16.onnx`; null for a graph of another kind.
 */
export function readWeightsName(name: string): { stem: string; precision: Precision } | null {
  for (const stem of stems) {
    for (const [precision, ending] of precisionEndings) {
      if (name === `${stem}${ending}.onnx`) {
        return { stem, precision };
      }
    }
  }
  return null;
}

/** Where the precision stands in the order of exactness; unknown ones come last. */
export function exactness(precision: string): number {
  const index = (precisions as readonly string[]).indexOf(precision);
  return index < 0 ? precisions.length : index;
}
