import { AutoModelForCausalLM, env, Tensor as TransformersTensor } from '@huggingface/transformers';
import { Tensor } from 'onnxruntime-node';
import { emptyCache, int64, openRaw, presentOf, type RawAnswer, type RawModel } from './rawModel';

export interface DecodingTask {
  /** `loop`: `session.run` alone; `generate`: transformers.js. */
  readonly kind: 'loop' | 'generate';
  readonly model: RawModel;
  readonly ids: readonly number[];
  readonly steps: number;
  /** Rows of the batch, after the prompt, which is read once. */
  readonly rows: number;
}

const generators = new Map<
  string,
  Awaited<ReturnType<typeof AutoModelForCausalLM.from_pretrained>>
>();

export function runDecoding(task: DecodingTask): Promise<RawAnswer> {
  return task.kind === 'loop' ? loop(task) : generate(task);
}

/** One `session.run` a step for all rows, its `present` outputs fed as `past`, largest logits taken. */
async function loop({ model, ids, steps, rows }: DecodingTask): Promise<RawAnswer> {
  const session = await openRaw(model);
  const began = performance.now();
  const past = emptyCache(session);
  const generated: number[] = [];
  let [fed, length, count] = [ids, 0, 1];
  for (let step = 0; step < steps; step++) {
    const tokens = fed.length / count;
    const outputs = await session.run({
      input_ids: int64(fed, count),
      position_ids: int64(
        fed.map((_, index) => length + (index % tokens)),
        count,
      ),
      attention_mask: int64(new Array<number>(count * (length + tokens)).fill(1), count),
      ...past,
    });
    length += tokens;
    for (const name of Object.keys(past)) {
      const present = presentOf(outputs, name);
      past[name] = count === rows ? present : repeated(present, rows);
    }
    const logits = outputs['logits']!.data as Float32Array;
    const size = logits.length / fed.length;
    const next = Array.from({ length: count }, (_, row) => {
      const end = (row + 1) * tokens * size;
      return argmax(logits.subarray(end - size, end));
    });
    generated.push(next[0]!);
    fed = next.length === rows ? next : Array.from({ length: rows }, () => next[0]!);
    count = rows;
  }
  return { milliseconds: performance.now() - began, ids: generated };
}

function repeated(tensor: Tensor, rows: number): Tensor {
  const data = tensor.data as Float32Array;
  const copy = new Float32Array(rows * data.length);
  for (let row = 0; row < rows; row++) copy.set(data, row * data.length);
  return new Tensor('float32', copy, [rows, ...tensor.dims.slice(1)]);
}

function argmax(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if (values[index]! > values[best]!) best = index;
  }
  return best;
}

async function generate({ model, ids, steps }: DecodingTask): Promise<RawAnswer> {
  env.allowRemoteModels = false;
  const { folder, dtype, threads } = model;
  const generator =
    generators.get(folder) ??
    (await AutoModelForCausalLM.from_pretrained(folder, {
      ...{ dtype, local_files_only: true, session_options: { intraOpNumThreads: threads } },
    }));
  generators.set(folder, generator);
  const inputs = new TransformersTensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
  const began = performance.now();
  const output = (await generator.generate({
    ...{ inputs, max_new_tokens: steps, do_sample: false },
  })) as TransformersTensor;
  const milliseconds = performance.now() - began;
  const all = Array.from(output.data as BigInt64Array, Number);
  return { milliseconds, ids: all.slice(ids.length) };
}
