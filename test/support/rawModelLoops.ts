import os from 'node:os';
import path from 'node:path';
import {
  AutoModelForCausalLM,
  env,
  Tensor as TransformersTensor,
  type PreTrainedModel,
} from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bundledModel } from './modelProcess';

export type RawRun =
  | { readonly kind: 'bert'; readonly ids: readonly number[]; readonly threads: number }
  | {
      readonly kind: 'batches';
      /** Rows of each batch, which all have the length of `ids`. */
      readonly batches: readonly number[];
      readonly ids: readonly number[];
      readonly threads: number;
    }
  | {
      readonly kind: 'loop' | 'generate';
      readonly ids: readonly number[];
      readonly steps: number;
      readonly threads: number;
    };
export interface RawAnswer {
  readonly milliseconds: number;
  /** Generated ids; none for BERT. */
  readonly ids: readonly number[];
}

let bert: InferenceSession | undefined;
let gpt2: InferenceSession | undefined;
let generator: PreTrainedModel | undefined;

function int64(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
}

async function openBert(threads: number): Promise<InferenceSession> {
  const { folder } = bundledModel('bert-base-uncased');
  bert ??= await InferenceSession.create(path.join(folder, 'onnx/model_q4.onnx'), {
    intraOpNumThreads: threads,
  });
  return bert;
}

async function runBert(ids: readonly number[], threads: number): Promise<RawAnswer> {
  const session = await openBert(threads);
  const feeds = {
    input_ids: int64(ids),
    attention_mask: int64(ids.map(() => 1)),
    token_type_ids: int64(ids.map(() => 0)),
  };
  const began = performance.now();
  await session.run(feeds);
  return { milliseconds: performance.now() - began, ids: [] };
}

/** One `session.run` a batch, nothing read of its output. */
async function runBatches(
  batches: readonly number[],
  ids: readonly number[],
  threads: number,
): Promise<RawAnswer> {
  const session = await openBert(threads);
  const began = performance.now();
  for (const rows of batches) {
    const all = Array.from({ length: rows }, () => ids).flat();
    const of = (values: readonly number[]): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [rows, ids.length]);
    await session.run({
      input_ids: of(all),
      attention_mask: of(all.map(() => 1)),
      token_type_ids: of(all.map(() => 0)),
    });
  }
  return { milliseconds: performance.now() - began, ids: [] };
}

/** One `session.run` a token, its `present` outputs fed as `past`, and the largest logit taken. */
async function runLoop(
  prompt: readonly number[],
  steps: number,
  threads: number,
): Promise<RawAnswer> {
  const { folder } = bundledModel('gpt2-starter');
  gpt2 ??= await InferenceSession.create(path.join(folder, 'onnx/model_quantized.onnx'), {
    intraOpNumThreads: threads,
  });
  const caches = gpt2.inputNames.filter((name) => name.startsWith('past_key_values'));
  const past: Record<string, Tensor> = {};
  const began = performance.now();
  for (const name of caches) {
    past[name] = new Tensor('float32', new Float32Array(0), [1, 4, 0, 64]);
  }
  const ids: number[] = [];
  let fed = prompt;
  let length = 0;
  for (let step = 0; step < steps; step++) {
    const outputs = await gpt2.run({
      input_ids: int64(fed),
      position_ids: int64(fed.map((_, index) => length + index)),
      attention_mask: int64(new Array<number>(length + fed.length).fill(1)),
      ...past,
    });
    length += fed.length;
    for (const name of caches) {
      past[name] = outputs[name.replace('past_key_values', 'present')]!;
    }
    const next = argmax((outputs['logits']!.data as Float32Array).subarray(-50_257));
    ids.push(next);
    fed = [next];
  }
  return { milliseconds: performance.now() - began, ids };
}

function argmax(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if (values[index]! > values[best]!) best = index;
  }
  return best;
}

async function runGenerate(
  prompt: readonly number[],
  steps: number,
  threads: number,
): Promise<RawAnswer> {
  env.allowRemoteModels = false;
  generator ??= await AutoModelForCausalLM.from_pretrained(bundledModel('gpt2-starter').folder, {
    dtype: 'q8',
    local_files_only: true,
    session_options: { intraOpNumThreads: threads },
  });
  const inputs = new TransformersTensor('int64', BigInt64Array.from(prompt, BigInt), [
    1,
    prompt.length,
  ]);
  const began = performance.now();
  const output = (await generator.generate({
    inputs,
    max_new_tokens: steps,
    do_sample: false,
  })) as TransformersTensor;
  const milliseconds = performance.now() - began;
  return {
    milliseconds,
    ids: Array.from(output.data as BigInt64Array, Number).slice(prompt.length),
  };
}

function answer(run: RawRun): Promise<RawAnswer> {
  switch (run.kind) {
    case 'bert':
      return runBert(run.ids, run.threads);
    case 'batches':
      return runBatches(run.batches, run.ids, run.threads);
    case 'loop':
      return runLoop(run.ids, run.steps, run.threads);
    case 'generate':
      return runGenerate(run.ids, run.steps, run.threads);
  }
}

/**
 * Makes this forked process run the raw libraries, at the priority of the model process: it is sent
 * what to run, and answers with milliseconds.
 */
export function serveRawRuns(): void {
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  process.on('message', (run: RawRun) => {
    void answer(run).then((result) => process.send?.(result));
  });
}
