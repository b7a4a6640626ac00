// Surprisal of 10,000 tokens against raw `session.run` calls of the same shapes: the same windows and
// chunks, with the key-value cache, nothing read of the logits. Rounds of both take turns.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { slidingWindows, type ReadingWindow } from '../../../src/common/measures/slidingWindows';
import { runProgress } from '../../../src/common/protocol/model/run';
import { surprisal } from '../../../src/common/protocol/model/surprisal';
import { sessionThreads } from '../../../src/workers/model/runtime/threads';
import { chunkTokens } from '../../../src/workers/model/surprisal/readWindow';
import { bundledModel, ModelProcess } from '../../support/modelProcess';

const tokens = 10_000;
const rounds = 3;
const gpt2 = bundledModel('gpt2-starter');

/** A word a token, but for the first. */
const text = Array.from(
  { length: tokens },
  (_, index) => ['the', 'old', 'man', 'and', 'his', 'sea', 'of', 'green'][(index * 5) % 8],
).join(' ');

interface RawTask {
  readonly windows: readonly ReadingWindow[];
  readonly threads: number;
}

/** Answers each task with its milliseconds. */
async function serveRaw(): Promise<void> {
  // The priority of the model process.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  let session: InferenceSession | undefined;
  const int64 = (values: readonly number[]): Tensor =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  for (;;) {
    const [{ windows, threads }] = (await once(process, 'message')) as [RawTask];
    session ??= await InferenceSession.create(path.join(gpt2.folder, 'onnx/model_quantized.onnx'), {
      intraOpNumThreads: threads,
    });
    const caches = session.inputNames.filter((name) => name.startsWith('past_key_values'));
    const began = performance.now();
    for (const { start, end } of windows) {
      const past: Record<string, Tensor> = {};
      for (const name of caches)
        past[name] = new Tensor('float32', new Float32Array(0), [1, 4, 0, 64]);
      for (let from = start; from < end; from += chunkTokens) {
        const length = Math.min(chunkTokens, end - from);
        const fed = Array.from({ length }, (_, index) => (from + index) % 5_000);
        const outputs = await session.run({
          input_ids: int64(fed),
          position_ids: int64(fed.map((_, index) => from - start + index)),
          attention_mask: int64(new Array<number>(from - start + length).fill(1)),
          ...past,
        });
        for (const name of caches) {
          past[name] = outputs[name.replace('past_key_values', 'present')]!;
        }
      }
    }
    process.send?.(performance.now() - began);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  const threads = sessionThreads();
  const windows = slidingWindows(tokens + 1, gpt2.contextLength);
  const worker = new ModelProcess();
  const child = fork(__filename, ['raw'], {
    ...{ serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  });
  let read = 0;
  worker.connection.onProgress(runProgress, 'p', (value) => {
    read += value.kind === 'part' ? value.part.columns.ids.length : 0;
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  // Both open their model before what counts.
  const short = { ...{ model: gpt2, startToken: true, visible: null }, text: 'The sea' };
  await worker.request(surprisal, short);
  child.send({ windows: slidingWindows(3, 512), threads } satisfies RawTask);
  await once(child, 'message');
  for (let round = 0; round < rounds; round++) {
    read = 0;
    const began = performance.now();
    const { total } = await worker.request(surprisal, {
      ...{ model: gpt2, text, startToken: true, visible: null, progress: 'p' },
    });
    const own = performance.now() - began;
    if (total !== tokens || read !== tokens)
      throw new Error(`${read} of ${total} tokens were read`);
    child.send({ windows, threads } satisfies RawTask);
    const [raw] = (await once(child, 'message')) as [number];
    ours.push(own);
    theirs.push(raw);
    console.log(`     round ${round + 1}: ${own.toFixed(0)} ms against ${raw.toFixed(0)} ms`);
  }
  const ratio = median(theirs.map((raw, round) => raw / (ours[round] ?? Number.NaN)));
  const within = ratio >= 0.9;
  console.log(
    `${within ? 'ok  ' : 'OVER'} surprisal of ${tokens} tokens, ${windows.length} windows, ${threads} thread(s), ` +
      `against session.run of the same shapes: ${((1000 * tokens) / median(ours)).toFixed(0)} tokens/s, ` +
      `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms, ${ratio.toFixed(2)} × (≥ 0.9 ×)`,
  );
  if (!within) process.exitCode = 1;
  child.disconnect();
  await worker.stop();
}

if (process.argv[2] === 'raw') {
  process.once('disconnect', () => process.exit());
  void serveRaw();
} else {
  void main();
}
