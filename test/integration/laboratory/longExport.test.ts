import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationTokenSource, commands, Uri } from 'vscode';
import type { Internals } from '../../../src/extension';
import { causalWords } from '../../../src/common/measures/causalWords';
import { emptyColumns } from '../../../src/common/protocol/model/reading';
import { addPart, emptyReading, type TextReading } from '../../../src/common/readings/textReading';
import { sendTable } from '../../../src/host/exports/sendTable';
import type { ReadingResult } from '../../../src/host/laboratory/surprisal/readingResult';
import { ownStretches } from '../../bench/host/support/hostProfile';
import { row } from '../../bench/host/support/row';
import { closeAll, pause, rejectsWith, showText, tokenscope, until } from '../support';

const tokens = 50_000;
const budget = 16;
const rounds = 3;

describe('the export of a long table', function () {
  this.timeout(300_000);
  let internals: Internals;
  let folder = '';

  before(async () => {
    ({ internals } = await tokenscope());
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokenscope-'));
  });
  afterEach(async () => {
    await closeAll();
    rmSync(folder, { recursive: true });
  });

  /** As if a model had read a text of so many words, a token each. */
  function longReading(): ReadingResult {
    const text = Array.from(
      { length: tokens / 10 },
      () => 'the rain in Spain stays in the plain it is',
    ).join('\n');
    const reading = emptyReading(tokens);
    const columns = emptyColumns(tokens);
    const texts: TextReading['texts'] = {};
    let index = 0;
    for (const { 0: word, index: start } of text.matchAll(/\s?\S+/g)) {
      const id = word.length;
      texts[id] = { token: word, text: word };
      columns.ids[index] = id;
      columns.starts[index] = start;
      columns.ends[index] = start + word.length;
      columns.logProbs[index] = -1 / (1 + index);
      columns.ranks[index] = 1 + (index % 1_000);
      columns.entropies[index] = index / tokens;
      index++;
    }
    assert.equal(index, tokens);
    const { length } = text;
    addPart(reading, {
      ...{ total: tokens, first: 0, columns, texts, codePoints: length, bytes: length },
      ...{ boundaryAfter: 0, windows: 1, stride: 256 },
      facts: { model: '', precision: '', revision: '', threads: 1, batchSize: 1, milliseconds: 0 },
    });
    const work = causalWords(text, reading);
    let step = work.next();
    while (!step.done) step = work.next();
    return {
      ...{ docId: 'long.md', text, start: 0, codePointStart: 0, reading, words: step.value },
      ...{ startToken: true, colors: 'ranks', contextLength: 512, windows: 1, stride: 256 },
    };
  }

  it('leaves the host free', async function () {
    const result = longReading();
    await showText(result.text);
    const session = internals.laboratory.session('surprisal');
    const { tool } = session;
    const run = tool.run.bind(tool);
    tool.run = () =>
      Promise.resolve({
        result,
        notices: [],
        facts: [],
        models: [internals.registry.get('gpt2-starter')],
      });
    await commands.executeCommand('tokenscope.laboratory.surprisal');
    tool.run = run;
    assert.equal(session.result, result);
    await pause(1_000);
    const file = join(folder, 'long.csv');
    const longest: number[] = [];
    // A machine that is busy for a moment holds one round up; code that is slow does so in all.
    while (longest.length < rounds && !((longest.at(-1) ?? Infinity) <= budget)) {
      const [first] = await ownStretches(async () => {
        await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      });
      assert.ok(first, 'our code was seen');
      longest.push(first.milliseconds);
    }
    const figures = longest.map((each) => each.toFixed(1)).join(', ');
    row(this, `longest stretch of each round ${figures} ms (budget ${budget} in the best)`);
    assert.ok(Math.min(...longest) <= budget, figures);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + tokens);
    assert.match(lines[tokens] ?? '', new RegExp(`^"[^"]+","long.md",${tokens - 1},`));
    const words = readFileSync(join(folder, 'long.words.csv'), 'utf8').trimEnd().split('\r\n');
    assert.equal(words.length, 1 + result.words.starts.length);
  });

  it('leaves no file when it is cancelled in the middle, and what was there before', async () => {
    const file = join(folder, 'a.csv');
    writeFileSync(file, 'old');
    const source = new CancellationTokenSource();
    let made = 0;
    const rows = function* (): Generator<number[]> {
      for (; made < tokens; made++) {
        if (made === 20_000) {
          assert.equal(readdirSync(folder).length, 2, 'it is being written');
          source.cancel();
        }
        yield [made];
      }
    };
    const provenance = { settings: {}, warnings: [] } as unknown as Parameters<
      typeof sendTable
    >[1]['provenance'];
    const columns = [{ name: 'n', type: 'integer', description: 'A number.' }] as const;
    const target = { file, format: 'csv', columns, provenance, inputs: [] } as const;
    await rejectsWith(sendTable(internals.modelProcess, target, rows(), source.token), 'Cancelled');
    assert.ok(made < 25_000, `${made} rows were made`);
    await until('the part to go', () => readdirSync(folder).length === 1);
    assert.deepEqual(readdirSync(folder), ['a.csv']);
    assert.equal(readFileSync(file, 'utf8'), 'old');
  });
});
