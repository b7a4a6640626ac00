/** Endings of weights files by transformers.js `dtype`, in the order of preference: exact ones first. */
const endings = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
} as const;

/** transformers.js `dtype` of weights. */
export type Precision = keyof typeof endings;

/** All precisions, the most exact first. */
export const precisions = Object.keys(endings) as readonly Precision[];

export function isPrecision(value: unknown): value is Precision {
  return (precisions as readonly unknown[]).includes(value);
}

/** How the name of a weights file of this precision ends, before `.onnx`. */
export function endingOf(precision: Precision): string {
  return endings[precision];
}

/** Names of weights files without ending: one graph each, that of a decoder with its cache merged in. */
const stems = ['model', 'decoder_model_merged'] as const;

/**
 * What the name of an ONNX file says.
 * @param name such as `model_q4f16.onnx`; null for a graph of another kind.
 */
export function readWeightsName(name: string): { stem: string; precision: Precision } | null {
  for (const stem of stems) {
    for (const precision of precisions) {
      if (name === `${stem}${endings[precision]}.onnx`) {
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
