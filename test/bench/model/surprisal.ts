// Surprisal of 10,000 tokens against raw `session.run` calls of the same shapes: the same windows and
// chunks, with the key-value cache, the logits asked for where they are scored, and not read. Rounds of both
// take turns.
import { slidingWindows } from '../../../src/common/measures/slidingWindows';
import { runProgress } from '../../../src/common/protocol/model/run';
import { surprisal } from '../../../src/common/protocol/model/surprisal';
import { sessionThreads } from '../../../src/workers/model/runtime/threads';
import { chunkTokens } from '../../../src/workers/model/surprisal/readWindow';
import { median } from '../../support/median';
import { bundledModel, ModelProcess } from '../../support/modelProcess';
import { isRaw, RawProcess, serveRaw } from '../../support/raw/rawProcess';
import type { ReadingTask } from '../../support/raw/rawReading';

const tokens = 10_000;
const rounds = 3;
const gpt2 = bundledModel('gpt2-starter');

/** A word a token, but for the first. */
const text = Array.from(
  { length: tokens },
  (_, index) => ['the', 'old', 'man', 'and', 'his', 'sea', 'of', 'green'][(index * 5) % 8],
).join(' ');

async function main(): Promise<void> {
  const threads = sessionThreads();
  const windows = slidingWindows(tokens + 1, gpt2.contextLength);
  const worker = new ModelProcess();
  const other = new RawProcess(__filename);
  const task: ReadingTask = {
    kind: 'windows',
    model: {
      ...{ folder: gpt2.folder, graph: 'onnx/model_quantized.onnx', dtype: 'q8', threads },
    },
    windows,
    chunk: chunkTokens,
  };
  let read = 0;
  worker.connection.onProgress(runProgress, 'p', (value) => {
    read += value.kind === 'part' ? value.part.columns.ids.length : 0;
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  // Both open their model before what counts.
  const short = { ...{ model: gpt2, startToken: true, visible: null }, text: 'The sea' };
  await worker.request(surprisal, short);
  await other.run({ ...task, windows: slidingWindows(3, gpt2.contextLength) });
  for (let round = 0; round < rounds; round++) {
    read = 0;
    const began = performance.now();
    const { total } = await worker.request(surprisal, {
      ...{ model: gpt2, text, startToken: true, visible: null, progress: 'p' },
    });
    const own = performance.now() - began;
    if (total !== tokens || read !== tokens)
      throw new Error(`${read} of ${total} tokens were read`);
    const { milliseconds: raw } = await other.run(task);
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
  other.stop();
  await worker.stop();
}

if (isRaw()) {
  serveRaw();
} else {
  void main();
}
