/** How attention weights of one text lie in memory: [layers, heads, tokens (from), tokens (to)]. */
export interface AttentionShape {
  readonly layers: number;
  readonly heads: number;
  readonly tokens: number;
}

/**
 * Mean over the heads of one layer.
 * @param layer [heads, from, to]. @returns [from, to]; rows sum to 1 as those of the heads do.
 */
export function meanOverHeads(
  layer: Float32Array,
  { heads, tokens }: Pick<AttentionShape, 'heads' | 'tokens'>,
): Float64Array {
  const size = tokens * tokens;
  const mean = new Float64Array(size);
  for (let head = 0; head < heads; head++) {
    for (let index = 0; index < size; index++) {
      mean[index] = (mean[index] ?? 0) + (layer[head * size + index] ?? 0) / heads;
    }
  }
  return mean;
}

/**
 * Attention rollout (Abnar & Zuidema 2020, "Quantifying Attention Flow in Transformers"):
 * Ã_l = 0.5 · mean over heads of A_l + 0.5 · I; R_1 = Ã_1; R_l = Ã_l R_{l−1}. It takes n³ steps a layer.
 * @param weights [layers, heads, from, to]. @param last the layer, from 0, whose R is wanted.
 * @returns [from, to]; rows are "from" and sum to 1.
 */
export function attentionRollout(
  weights: Float32Array,
  shape: AttentionShape,
  last = shape.layers - 1,
): Float64Array {
  const { heads, tokens } = shape;
  const size = heads * tokens * tokens;
  let rollout: Float64Array | null = null;
  for (let layer = 0; layer <= last; layer++) {
    const mixed = withResidual(
      meanOverHeads(weights.subarray(layer * size, (layer + 1) * size), shape),
      tokens,
    );
    rollout = rollout === null ? mixed : product(mixed, rollout, tokens);
  }
  return rollout ?? new Float64Array(0);
}

/** 0.5 · A + 0.5 · I: half of what a layer gives on comes by its residual connection. */
function withResidual(mean: Float64Array, tokens: number): Float64Array {
  return mean.map((weight, index) => 0.5 * weight + (index % (tokens + 1) === 0 ? 0.5 : 0));
}

/** left · right, both [tokens, tokens]. */
function product(left: Float64Array, right: Float64Array, tokens: number): Float64Array {
  const result = new Float64Array(tokens * tokens);
  for (let from = 0; from < tokens; from++) {
    for (let over = 0; over < tokens; over++) {
      const weight = left[from * tokens + over] ?? 0;
      for (let to = 0; to < tokens; to++) {
        const at = from * tokens + to;
        result[at] = (result[at] ?? 0) + weight * (right[over * tokens + to] ?? 0);
      }
    }
  }
  return result;
}
