// The model process: rows of design section 7. Ours, the raw loop and transformers.js take turns in
// one run; medians are compared.
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import {
  complete,
  completionProgress,
  type SamplingParams,
} from '../../../src/common/protocol/model/completion';
import { fillMask } from '../../../src/common/protocol/model/fillMask';
import { sentenceScores } from '../../../src/common/protocol/model/sentenceScores';
import { rowsTogether } from '../../../src/workers/model/encoder/runRows';
import { sessionThreads } from '../../../src/workers/model/runtime/threads';
import { median } from '../../support/median';
import { bundledModel, ModelProcess } from '../../support/modelProcess';
import type { RawModel } from '../../support/raw/rawModel';
import { isRaw, RawProcess, serveRaw } from '../../support/raw/rawProcess';
import { greedySampling } from '../../support/sampling';

const threads = sessionThreads();
const bert = bundledModel('bert-base-uncased');
const gpt2 = bundledModel('gpt2-starter');
const rawBert: RawModel = {
  ...{ folder: bert.folder, graph: 'onnx/model_q4.onnx', dtype: 'q4', threads },
};
const rawGpt2: RawModel = {
  ...{ folder: gpt2.folder, graph: 'onnx/model_quantized.onnx', dtype: 'q8', threads },
};
const greedy: SamplingParams = { ...greedySampling, maxNewTokens: 1 };
const sampled: SamplingParams = {
  ...greedy,
  greedy: false,
  temperature: 0.9,
  topK: 50,
  topP: 0.95,
};

function row(what: string, figures: string, verdict: string, within: boolean): void {
  console.log(`${within ? 'ok  ' : 'OVER'} ${what}: ${figures}, ${verdict}`);
  if (!within) process.exitCode = 1;
}

/** From the request to its answer, IPC included. */
async function fillMaskRow(worker: ModelProcess, raw: RawProcess): Promise<void> {
  const text =
    'The old man sat by the sea and looked at the [MASK] while the children played with a ball on sand.';
  const tokenizer = Tokenizer.fromFile(path.join(bert.folder, 'tokenizer.json'));
  const ids = (await tokenizer.encode(text)).getIds();
  if (ids.length !== 24) throw new Error(`the sentence has ${ids.length} tokens`);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = -3; round < 25; round++) {
    const began = performance.now();
    await worker.request(fillMask, { model: bert, text, topK: 10 });
    const own = performance.now() - began;
    const other = await raw.run({ kind: 'bert', model: rawBert, ids, batches: [1] });
    if (round >= 0) {
      ours.push(own);
      theirs.push(other.milliseconds);
    }
  }
  const ratio = median(ours) / median(theirs);
  row(
    'fill-mask of 24 tokens, warm, against session.run',
    `${median(ours).toFixed(1)} ms against ${median(theirs).toFixed(1)} ms`,
    `${ratio.toFixed(2)} × (≤ 1.25 ×)`,
    ratio <= 1.25,
  );
}

/** From the request to its answer: 180 rows of 20 tokens, each with its rank and what was expected. */
async function batchesRow(worker: ModelProcess, raw: RawProcess): Promise<void> {
  const text = 'The old man sat by the sea and looked at the ship while it was getting late.';
  const tokenizer = Tokenizer.fromFile(path.join(bert.folder, 'tokenizer.json'));
  const ids = (await tokenizer.encode(text)).getIds();
  const texts = Array.from({ length: 10 }, () => text);
  const rows = texts.length * (ids.length - 2);
  const together = rowsTogether(bert.precision)(ids.length);
  const batches = Array.from({ length: Math.ceil(rows / together) }, (_, batch) =>
    Math.min(together, rows - batch * together),
  );
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = -1; round < 7; round++) {
    const began = performance.now();
    await worker.request(sentenceScores, { model: bert, texts, kind: 'original', pairs: [] });
    const own = performance.now() - began;
    const other = await raw.run({ kind: 'bert', model: rawBert, ids, batches });
    if (round >= 0) {
      ours.push(own);
      theirs.push(other.milliseconds);
    }
  }
  const ratio = median(theirs) / median(ours);
  row(
    `sentence scores, ${rows} rows of ${ids.length} tokens, against a session.run loop of the same batches`,
    `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms`,
    `${ratio.toFixed(2)} × (≥ 0.9 ×)`,
    ratio >= 0.9,
  );
}

/** Whole runs, from the request to the answer: encoding, log-probabilities, alternatives, IPC. */
async function decodingRow(
  worker: ModelProcess,
  raw: RawProcess,
  promptTokens: number,
  steps: number,
): Promise<void> {
  const source = 'The old man looked at the sea and the ship, and he said that it was late. ';
  const tokenizer = Tokenizer.fromFile(path.join(gpt2.folder, 'tokenizer.json'));
  const whole = (await tokenizer.encode(source.repeat(40))).getIds().slice(0, promptTokens);
  const prompt = await tokenizer.decode(whole, false);
  const ids = (await tokenizer.encode(prompt)).getIds();
  const times = {
    ours: [] as number[],
    sampled: [] as number[],
    loop: [] as number[],
    generate: [] as number[],
  };
  for (let round = -2; round < 15; round++) {
    const keep = (name: keyof typeof times, milliseconds: number): void => {
      if (round >= 0) times[name].push(milliseconds);
    };
    let began = performance.now();
    const sampling = { ...greedy, maxNewTokens: steps };
    const { tokens } = await worker.request(complete, {
      model: gpt2,
      prompt,
      sampling,
      progress: 'p',
    });
    keep('ours', performance.now() - began);
    const run = { model: rawGpt2, ids, steps, rows: 1 };
    const loop = await raw.run({ kind: 'loop', ...run });
    keep('loop', loop.milliseconds);
    const generate = await raw.run({ kind: 'generate', ...run });
    keep('generate', generate.milliseconds);
    began = performance.now();
    const drawn = await worker.request(complete, {
      ...{ model: gpt2, prompt, progress: 'p' },
      sampling: { ...sampled, maxNewTokens: steps, seed: round + 10 },
    });
    // A run that meets the end of its text is shorter than the others.
    if (drawn.tokens.length === steps) keep('sampled', performance.now() - began);
    const same = tokens.every(
      ({ id }, index) => id === loop.ids[index] && id === generate.ids[index],
    );
    if (!same || tokens.length !== steps) throw new Error('the runs differ');
  }
  const ours = median(times.ours);
  const againstLoop = median(times.loop) / ours;
  const againstGenerate = median(times.generate) / ours;
  const label = `GPT-2 decoding, ${ids.length} + ${steps} tokens`;
  row(
    `${label}, against a session.run loop`,
    `${((steps / ours) * 1000).toFixed(0)} tokens/s, ${ours.toFixed(0)} ms against ${median(times.loop).toFixed(0)} ms`,
    `${againstLoop.toFixed(2)} × (≥ 0.9 ×)`,
    againstLoop >= 0.9,
  );
  row(
    `${label}, against transformers.js generate`,
    `${ours.toFixed(0)} ms against ${median(times.generate).toFixed(0)} ms`,
    `${againstGenerate.toFixed(2)} × (≥ 1.0 ×)`,
    againstGenerate >= 1,
  );
  console.log(`     sampled (top-k 50, top-p 0.95): ${median(times.sampled).toFixed(0)} ms`);
}

/** First tokens of runs that find their prompt, or its start, in the cache of the last run. */
async function cachedRow(worker: ModelProcess): Promise<void> {
  const prompt = 'The old man looked at the sea, and he said that it was late. '.repeat(20).trim();
  const request = { model: gpt2, progress: 'p', sampling: { ...greedy, maxNewTokens: 20 } };
  const steps: number[] = [];
  const first = { regenerate: [] as number[], continue: [] as number[] };
  for (let round = -2; round < 15; round++) {
    const anew = await worker.request(complete, { ...request, prompt });
    const again = await worker.request(complete, { ...request, prompt, reuse: 'same' });
    const on = await worker.request(complete, {
      ...{ ...request, prompt: prompt + anew.text },
      reuse: 'prefix',
    });
    const cached = [again, on].every(
      ({ promptTokens, cachedPromptTokens }) => promptTokens - cachedPromptTokens <= 1,
    );
    if (!cached) throw new Error('the cache was not used');
    if (round >= 0) {
      const later = anew.milliseconds - anew.millisecondsToFirstToken;
      steps.push(later / (anew.tokens.length - 1));
      first.regenerate.push(again.millisecondsToFirstToken);
      first.continue.push(on.millisecondsToFirstToken);
    }
  }
  for (const [what, times] of Object.entries(first)) {
    const ratio = median(times) / median(steps);
    row(
      `${what} with a cached prefix, first token against a step`,
      `${median(times).toFixed(1)} ms against ${median(steps).toFixed(1)} ms`,
      `${ratio.toFixed(2)} × (≤ 1.5 ×)`,
      ratio <= 1.5,
    );
  }
}

async function cancelRow(worker: ModelProcess): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const source = new CancellationTokenSource();
    let cancelledAt = 0;
    const listener = worker.connection.onProgress(
      completionProgress,
      `cancel ${round}`,
      (value) => {
        if (value.kind === 'tokens' && cancelledAt === 0) {
          cancelledAt = performance.now();
          source.cancel();
        }
      },
    );
    const sampling = { ...greedy, maxNewTokens: 400 };
    const params = { model: gpt2, prompt: 'The sea', sampling, progress: `cancel ${round}` };
    const { stopReason } = await worker.request(complete, params, source.token);
    listener.dispose();
    if (stopReason !== 'cancelled') throw new Error('the run was not cancelled');
    times.push(performance.now() - cancelledAt);
  }
  const worst = Math.max(...times);
  row(
    'cancel, until the model process answers',
    `median ${median(times).toFixed(1)} ms`,
    `worst ${worst.toFixed(1)} ms (≤ 200 ms)`,
    worst <= 200,
  );
}

async function main(): Promise<void> {
  console.log(`${threads} thread(s) a session`);
  const worker = new ModelProcess();
  const raw = new RawProcess(__filename);
  await fillMaskRow(worker, raw);
  await batchesRow(worker, raw);
  await decodingRow(worker, raw, 10, 100);
  await decodingRow(worker, raw, 300, 100);
  await cachedRow(worker);
  await cancelRow(worker);
  raw.stop();
  await worker.stop();
}

if (isRaw()) {
  serveRaw();
} else {
  void main();
}
