// The decode loop where model.ts does not go: a GPT-2 of 124M with random weights, which this file writes
// and deletes, samples in a batch, and the first token behind a long prompt. Rounds of ours, of the raw
// loop and of transformers.js take turns; medians are compared.
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { complete, type SamplingParams } from '../../../src/common/protocol/model/completion';
import { completeSamples } from '../../../src/common/protocol/model/completionSamples';
import type { ModelRef } from '../../../src/common/protocol/model/models';
import { sessionThreads } from '../../../src/workers/model/runtime/threads';
import { median } from '../../support/median';
import { bundledModel, ModelProcess } from '../../support/modelProcess';
import type { RawModel } from '../../support/raw/rawModel';
import { isRaw, RawProcess, serveRaw } from '../../support/raw/rawProcess';
import { greedySampling } from '../../support/sampling';
import { gpt2Small, randomGpt2 } from '../../support/tinyModels/gpt2Model';

const threads = sessionThreads();
const source = 'The old man looked at the sea and the ship, and he said that it was late. ';

interface Measured {
  readonly worker: ModelProcess;
  readonly other: RawProcess;
  readonly ref: ModelRef;
  readonly raw: RawModel;
  readonly prompt: string;
  readonly ids: readonly number[];
}

function row(what: string, ours: number, other: number, least: number): void {
  const ratio = other / ours;
  const within = ratio >= least;
  const figures = `${ours.toFixed(1)} ms against ${other.toFixed(1)} ms`;
  console.log(
    `${within ? 'ok  ' : 'OVER'} ${what}: ${figures}, ${ratio.toFixed(2)} × (≥ ${least.toFixed(2)} ×)`,
  );
  if (!within) process.exitCode = 1;
}

/** The first tokens of a text, whole again as a text. */
async function promptOf(ref: ModelRef, count: number): Promise<{ prompt: string; ids: number[] }> {
  const tokenizer = Tokenizer.fromFile(path.join(ref.folder, 'tokenizer.json'));
  const all = (await tokenizer.encode(source.repeat(40))).getIds();
  const prompt = await tokenizer.decode(all.slice(0, count), false);
  return { prompt, ids: (await tokenizer.encode(prompt)).getIds() };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Whole greedy runs, from the request to the answer. */
async function decodingRow(name: string, measured: Measured, steps: number, rounds: number) {
  const { worker, other, ref, raw, prompt, ids } = measured;
  const sampling: SamplingParams = { ...greedySampling, maxNewTokens: steps };
  const times = { ours: [] as number[], loop: [] as number[], generate: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    let own: readonly number[] = [];
    const ours = await timed(async () => {
      const params = { model: ref, prompt, sampling, progress: 'p' };
      own = (await worker.request(complete, params)).tokens.map(({ id }) => id);
    });
    const loop = await other.run({ kind: 'loop', model: raw, ids, steps, rows: 1 });
    const generate = await other.run({ kind: 'generate', model: raw, ids, steps, rows: 1 });
    if (own.join() !== loop.ids.join() || own.join() !== generate.ids.join()) {
      throw new Error('the runs differ');
    }
    if (round >= 0) {
      times.ours.push(ours);
      times.loop.push(loop.milliseconds);
      times.generate.push(generate.milliseconds);
    }
  }
  const label = `${name}, ${ids.length} + ${steps} tokens`;
  const ours = median(times.ours);
  row(`${label}, against a session.run loop`, ours, median(times.loop), 0.9);
  row(`${label}, against transformers.js generate`, ours, median(times.generate), 1);
}

/** Four samples, with top-k and top-p, against a raw loop of four rows that takes largest logits. */
async function batchRow(name: string, measured: Measured, steps: number, rounds: number) {
  const { worker, other, ref, raw, prompt, ids } = measured;
  const own: SamplingParams = { ...greedySampling, maxNewTokens: steps, greedy: false };
  const sampling = { ...own, temperature: 0.9, topK: 50, topP: 0.95 };
  const times = { ours: [] as number[], apart: [] as number[], loop: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const request = { model: ref, prompt, sampling: { ...sampling, seed: 10 * round + 20 } };
    const four = async (batch: boolean): Promise<number> => {
      const samples = { ...request, samples: 4, batch };
      const began = performance.now();
      const results = await worker.request(completeSamples, samples);
      const milliseconds = performance.now() - began;
      // A sample that meets the end of its text is shorter than the raw rows.
      return results.every(({ tokens }) => tokens.length === steps) ? milliseconds : Number.NaN;
    };
    const ours = await four(true);
    const loop = await other.run({ kind: 'loop', model: raw, ids, steps, rows: 4 });
    const apart = await four(false);
    if (round < 0) continue;
    times.loop.push(loop.milliseconds);
    if (!Number.isNaN(ours)) times.ours.push(ours);
    if (!Number.isNaN(apart)) times.apart.push(apart);
  }
  const label = `${name}, four samples of ${ids.length} + ${steps} tokens in a batch`;
  row(`${label}, against a raw batch`, median(times.ours), median(times.loop), 0.9);
  console.log(`     the four in turn: ${median(times.apart).toFixed(0)} ms`);
}

/** From the request to the answer with one token. */
async function firstTokenRow(name: string, measured: Measured, rounds: number) {
  const { worker, other, ref, raw, prompt, ids } = measured;
  const times = { ours: [] as number[], raw: [] as number[] };
  const sampling = { ...greedySampling, maxNewTokens: 1 };
  for (let round = -2; round < rounds; round++) {
    const params = { model: ref, prompt, sampling, progress: 'p' };
    const ours = await timed(() => worker.request(complete, params));
    const one = await other.run({ kind: 'loop', model: raw, ids, steps: 1, rows: 1 });
    if (round < 0) continue;
    times.ours.push(ours);
    times.raw.push(one.milliseconds);
  }
  const label = `${name}, first token of a prompt of ${ids.length} tokens, against one raw run`;
  row(label, median(times.ours), median(times.raw), 1 / 1.1);
}

async function main(): Promise<void> {
  const worker = new ModelProcess();
  const other = new RawProcess(__filename);
  const measured = async (ref: ModelRef, raw: RawModel, count: number): Promise<Measured> => ({
    ...{ worker, other, ref, raw },
    ...(await promptOf(ref, count)),
  });
  const starter = bundledModel('gpt2-starter');
  const small: RawModel = {
    ...{ folder: starter.folder, graph: 'onnx/model_quantized.onnx', dtype: 'q8', threads },
  };
  await firstTokenRow('bundled model', await measured(starter, small, 400), 15);
  await batchRow('bundled model', await measured(starter, small, 10), 60, 7);
  const random = randomGpt2(gpt2Small);
  try {
    const { folder } = random.ref;
    const large: RawModel = { folder, graph: 'onnx/model.onnx', dtype: 'fp32', threads };
    const name = 'GPT-2 of 124M, random, fp32';
    await decodingRow(name, await measured(random.ref, large, 10), 24, 5);
    await batchRow(name, await measured(random.ref, large, 10), 24, 5);
  } finally {
    other.stop();
    await worker.stop();
    random.dispose();
  }
}

if (isRaw()) {
  serveRaw();
} else {
  void main();
}
