import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A model on the disk, as the raw libraries open it. */
export interface RawModel {
  readonly folder: string;
  /** The ONNX file, below the folder. */
  readonly graph: string;
  readonly dtype: 'q4' | 'q8' | 'fp32';
  readonly threads: number;
}

export interface RawAnswer {
  readonly milliseconds: number;
  /** Generated ids of the first row; none where nothing is generated. */
  readonly ids: readonly number[];
}

const sessions = new Map<string, InferenceSession>();

/** A session of the model's graph, the same each time. */
export async function openRaw({ folder, graph, threads }: RawModel): Promise<InferenceSession> {
  const file = path.join(folder, ...graph.split('/'));
  const session =
    sessions.get(file) ?? (await InferenceSession.create(file, { intraOpNumThreads: threads }));
  sessions.set(file, session);
  return session;
}

/** Ids, positions or a mask, [rows, tokens]. */
export function int64(values: readonly number[], rows = 1): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [rows, values.length / rows]);
}

/** Feeds of a causal graph for a text that begins. */
export function emptyCache(session: InferenceSession): Record<string, Tensor> {
  const caches: Record<string, Tensor> = {};
  for (const input of session.inputMetadata) {
    if (input.isTensor && input.name.startsWith('past_key_values')) {
      // [batch, heads, past, width]; batch and past have names.
      const [, heads, , width] = input.shape.map(Number);
      caches[input.name] = new Tensor('float32', new Float32Array(0), [1, heads!, 0, width!]);
    }
  }
  return caches;
}

/** The `present` output that is fed as this cache. */
export function presentOf(outputs: InferenceSession.ReturnType, cache: string): Tensor {
  return outputs[cache.replace('past_key_values', 'present')]!;
}
