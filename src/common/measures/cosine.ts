/**
 * Cosine of the angle between two vectors, a · b / (|a| |b|), in float64; NaN when either is all zeros.
 * Contextual vectors of one layer point into a narrow cone, so that even unrelated words have high
 * cosines (anisotropy; Ethayarajh 2019): differences tell, not absolute values.
 * @param a @param b of one length.
 */
export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let index = 0; index < a.length; index++) {
    const x = a[index] ?? Number.NaN;
    const y = b[index] ?? Number.NaN;
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return dot / Math.sqrt(squareA * squareB);
}
