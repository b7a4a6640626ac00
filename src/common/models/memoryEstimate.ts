import type { ModelTask } from '../protocol/model/models';

/** Sizes of a transformer, as its `config.json` gives them. */
export interface ModelShape {
  readonly layers: number;
  readonly heads: number;
  /** Heads of keys and values: as many as `heads`, or fewer where heads share them. */
  readonly keyValueHeads: number;
  /** Floats of a head. */
  readonly headWidth: number;
  /** Logits of a position. */
  readonly vocabulary: number;
}

/** What an estimate is made from. */
export interface MemoryFacts {
  readonly task: ModelTask;
  /** transformers.js `dtype`. */
  readonly precision: string;
  /** Bytes of the graph and its data on the disk. */
  readonly weightBytes: number;
  readonly contextLength: number;
  /** Null where the sizes are not known. */
  readonly shape: ModelShape | null;
}

/** The runtime itself, and what a session has beside its weights. */
const runtimeBytes = 30e6;
const floatBytes = 4;

/**
 * Memory at the peak of a load, as a multiple of the weights on the disk. Measured with onnxruntime
 * 1.30 (Linux x64): fp32 1.04, fp16 3.1 (a processor computes in 32 bits), q8 1.96, q4 1.52.
 */
function loadFactor(precision: string): number {
  switch (precision) {
    case 'fp32':
      return 1.1;
    case 'fp16':
      return 3.2;
    case 'q4f16':
      return 2.5;
    case 'q4':
    case 'bnb4':
      return 1.6;
    default:
      return 2;
  }
}

/**
 * Bytes that a model needs at most: to be loaded, and to run once on a text that fills its context
 * (logits of all positions, attention weights of a layer; for a decoder its key-value cache, of which
 * a step has two).
 */
export function estimateMemory(facts: MemoryFacts): number {
  const { precision, weightBytes } = facts;
  return Math.round(runtimeBytes + loadFactor(precision) * weightBytes + runBytes(facts));
}

function runBytes({ task, contextLength, shape }: MemoryFacts): number {
  if (!shape) {
    return 0;
  }
  const { layers, heads, keyValueHeads, headWidth, vocabulary } = shape;
  const logits = task === 'fill-mask' || task === 'text-generation' ? vocabulary : 0;
  const attention = 2 * heads * contextLength;
  const cache = task === 'text-generation' ? 2 * 2 * layers * keyValueHeads * headWidth : 0;
  return floatBytes * contextLength * (logits + attention + cache);
}
