import os from 'node:os';
import path from 'node:path';
import { AutoModelForCausalLM, env, Tensor as TransformersTensor } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A causal model on the disk, as the raw libraries open it. */
export interface RawModel {
  readonly folder: string;
  /** The ONNX file, below the folder. */
  readonly graph: string;
  readonly dtype: 'q8' | 'fp32';
  readonly threads: number;
}

export interface DecodingTask {
  /** `loop`: `session.run` alone; `generate`: transformers.js. */
  readonly kind: 'loop' | 'generate';
  readonly model: RawModel;
  readonly ids: readonly number[];
  readonly steps: number;
  /** Rows of the batch, after the prompt, which is read once. */
  readonly rows: number;
}

export interface DecodingAnswer {
  readonly milliseconds: number;
  /** Generated ids of the first row. */
  readonly ids: readonly number[];
}

const sessions = new Map<string, InferenceSession>();
const generators = new Map<
  string,
  Awaited<ReturnType<typeof AutoModelForCausalLM.from_pretrained>>
>();

async function open({ folder, graph, threads }: RawModel): Promise<InferenceSession> {
  const file = path.join(folder, ...graph.split('/'));
  const session =
    sessions.get(file) ?? (await InferenceSession.create(file, { intraOpNumThreads: threads }));
  sessions.set(file, session);
  return session;
}

/** One `session.run` a step for all rows, its `present` outputs fed as `past`, largest logits taken. */
async function loop({ model, ids, steps, rows }: DecodingTask): Promise<DecodingAnswer> {
  const session = await open(model);
  const caches = session.inputMetadata.filter(({ name }) => name.startsWith('past_key_values'));
  const past: Record<string, Tensor> = {};
  const int64 = (values: readonly number[], count: number): Tensor =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [count, values.length / count]);
  const began = performance.now();
  for (const input of caches) {
    // [batch, heads, past, width]; batch and past have names.
    const [, heads, , width] = input.isTensor ? input.shape.map(Number) : [];
    past[input.name] = new Tensor('float32', new Float32Array(0), [1, heads!, 0, width!]);
  }
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
    for (const { name } of caches) {
      const present = outputs[name.replace('past_key_values', 'present')]!;
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

async function generate({ model, ids, steps }: DecodingTask): Promise<DecodingAnswer> {
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

/** Makes this forked process answer tasks, at the priority of the model process. */
export function serveDecoding(): void {
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  process.on('message', (task: DecodingTask) => {
    void (task.kind === 'loop' ? loop(task) : generate(task)).then((answer) =>
      process.send?.(answer),
    );
  });
}
