// Tokenizing: rows of design section 7. Texts differ from round to round, so that nothing is cached.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Tokenizer } from 'tokenizers';
import { tokensCount, tokensWindow } from '../../../src/common/protocol/tokenizer/tokens';
import { Client, tokenizerIds, tokenizerRef, whole } from '../../unit/tokenizer/support/client';
import { prose } from '../../unit/tokenizer/support/texts';

const megabyte = 1_000_000;
const rounds = 5;

/** Totals over IPC, opening included, against the library's three calls on the whole text. */
async function tokenizing(id: string): Promise<void> {
  const client = new Client();
  const raw = fork(__filename, ['raw', tokenizerRef(id).file], {
    serialization: 'advanced',
    execArgv: [],
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const text = prose(megabyte, 10 + round);
    const began = performance.now();
    await client.open('a', text, { version: round });
    await client.connection.sendRequest(tokensCount, {
      document: { uri: 'a', version: round },
      tokenizer: tokenizerRef(id),
      selections: [whole(text)],
      addSpecialTokens: false,
    });
    const own = performance.now() - began;
    raw.send(text);
    const [rawTime] = (await once(raw, 'message')) as [number];
    if (round > 0) {
      ours.push(own);
      theirs.push(rawTime);
    }
  }
  raw.disconnect();
  await client.stop();
  const ratio = median(ours) / median(theirs);
  row(
    `tokenizing 1 MB, ${id}`,
    `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms`,
    `${ratio.toFixed(2)} × (≤ 1.25 ×)`,
    ratio <= 1.25,
  );
}

/** Peak of the process while it opens and counts a 10-MB document, and the window meanwhile. */
async function tenMegabytes(id: string): Promise<void> {
  const client = new Client();
  const text = prose(10 * megabyte, 3);
  const document = { uri: 'a', version: 1 };
  const tokenizer = tokenizerRef(id);
  await client.open('a', text);
  const counting = client.connection.sendRequest(tokensCount, {
    ...{ document, tokenizer, selections: [whole(text)], addSpecialTokens: false },
  });
  const ended = new AbortController();
  void counting.then(() => ended.abort());
  const windows: number[] = [];
  for (let start = 0; !ended.signal.aborted; start = (start + 100_000) % (9 * megabyte)) {
    const began = performance.now();
    const selection = { start, end: start + 2_000 };
    await client.connection.sendRequest(tokensWindow, {
      ...{ document, tokenizer, selections: [selection], visible: [selection], maxSegments: 1_000 },
    });
    windows.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const peak = peakMegabytes(client.child.pid ?? 0);
  await client.stop();
  row(
    `memory with 10 MB counted, ${id}`,
    '',
    peak === null ? 'not measured on this system' : `${peak} MB (≤ 400 MB)`,
    peak === null || peak <= 400,
  );
  row(
    `  2,000 characters meanwhile, p95 of ${windows.length}`,
    '',
    `${p95(windows).toFixed(0)} ms`,
  );
}

function row(what: string, measured: string, result: string, within = true): void {
  console.log(
    `${what.padEnd(48)} ${measured.padEnd(26)} ${result}${within ? '' : '  OVER BUDGET'}`,
  );
  if (!within) {
    process.exitCode = 1;
  }
}

/** Largest resident size that the process has had, in MB; null where the system does not tell. */
function peakMegabytes(pid: number): number | null {
  if (process.platform !== 'linux') {
    return null;
  }
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}

/** The child for comparison: answers each text with the milliseconds that the library took. */
function serveRaw(file: string): void {
  const tokenizer = Tokenizer.fromFile(file);
  process.on('message', (text: string) => {
    const began = performance.now();
    void tokenizer.encode(text, null, { addSpecialTokens: false }).then((encoding) => {
      encoding.getIds();
      encoding.getOffsets();
      process.send?.(performance.now() - began);
    });
  });
}

async function main(): Promise<void> {
  for (const id of tokenizerIds) {
    await tokenizing(id);
  }
  for (const id of tokenizerIds) {
    await tenMegabytes(id);
  }
}

if (process.argv[2] === 'raw') {
  serveRaw(process.argv[3] ?? '');
} else {
  void main();
}
