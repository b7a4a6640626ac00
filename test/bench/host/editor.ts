// Rows of design section 7 that only an extension host can measure.
import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, extensions, Position, Selection, window, type TextEditor } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { TokenscopeApi } from '../../../src/host/api/api';
import { closeAll, pause, showText, tokenscope, until } from '../../integration/support';
import { ownStretches, percentile } from './support/hostProfile';
import { prose } from './support/prose';
import { row } from './support/row';

const budget = { highlight: 50, stretch: 16, bundle: 500_000 };

describe('the editor', function () {
  this.timeout(300_000);
  let api: TokenscopeApi & { internals: Internals };

  before(async () => {
    api = await tokenscope();
    await api.countTokens('warm');
  });
  afterEach(closeAll);

  /** Milliseconds from the selection's event to the last `setDecorations` call of its segments. */
  const highlight = async (editor: TextEditor, from: number, to: number): Promise<number> => {
    const { document } = editor;
    const drawn = new Promise<number>((resolve) => {
      const listener = api.internals.tokens.onDidDraw(({ decorator, part }) => {
        const target = decorator.decorated?.targets[0];
        if (part === 'segments' && target?.start === from && target.end === to) {
          listener.dispose();
          resolve(performance.now());
        }
      });
    });
    const selected = new Promise<number>((resolve) => {
      const listener = window.onDidChangeTextEditorSelection(() => {
        listener.dispose();
        resolve(performance.now());
      });
    });
    editor.selection = new Selection(document.positionAt(from), document.positionAt(to));
    const began = await selected;
    return (await drawn) - began;
  };

  const highlights = async (rounds: number): Promise<number[]> => {
    const editor = await showText(prose(6_000));
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const from = round % 40;
      times.push(await highlight(editor, from, from + 2_000));
      await pause(20);
    }
    return times.slice(5).sort((a, b) => b - a);
  };

  it('highlights 2,000 characters within its budget', async function () {
    const p95 = percentile(await highlights(60), 0.95);
    row(this, `${p95.toFixed(1)} ms (budget ${budget.highlight})`);
    assert.ok(p95 <= budget.highlight, `${p95} ms`);
  });

  it('highlights as fast while a model generates', async function () {
    const run = { done: false };
    const generating = (async (): Promise<void> => {
      while (!run.done) {
        await api.complete('It was a dark night', { maxNewTokens: 400, greedy: true });
      }
    })();
    const p95 = percentile(await highlights(60), 0.95);
    run.done = true;
    await generating;
    row(this, `${p95.toFixed(1)} ms (budget ${budget.highlight})`);
    assert.ok(p95 <= budget.highlight, `${p95} ms`);
  });

  it('never blocks the host for long, with live tokens in a document of 10 MB', async function () {
    const text = prose(10_000_000);
    const all = await ownStretches(async () => {
      const editor = await showText(text);
      await commands.executeCommand('tokenscope.tokens.toggle');
      await until('the tokens', () => {
        const shown = api.internals.tokens.decorator(editor)?.shown;
        return shown && shown.drawing.segments.even.length > 50;
      });
      for (let key = 0; key < 60; key++) {
        await editor.edit((edit) => edit.insert(new Position(3, 5), 'x'));
        await pause(40);
      }
      await commands.executeCommand('revealLine', { lineNumber: 60_000, at: 'top' });
      await pause(500);
      await commands.executeCommand('tokenscope.fillMask.maskWord');
      await commands.executeCommand('tokenscope.completion.continue');
    });
    assert.ok(all.length > 0, 'none of our code was seen');
    const times = all.map(({ milliseconds }) => milliseconds);
    const p999 = percentile(times, 0.999);
    const longest = all
      .slice(0, 6)
      .map(({ milliseconds, mostIn }) => `${milliseconds.toFixed(1)} in ${mostIn}`)
      .join(', ');
    row(
      this,
      `p99.9 ${p999.toFixed(1)} ms of ${all.length} (budget ${budget.stretch}); ${longest}`,
    );
    assert.ok(p999 <= budget.stretch, `${p999} ms`);
  });

  it('has a small bundle', async function () {
    const folder = extensions.getExtension('tokenscope.tokenscope')?.extensionPath ?? '';
    const { size } = await stat(join(folder, 'dist', 'extension.js'));
    row(this, `${Math.round(size / 1000)} KB (budget ${budget.bundle / 1000})`);
    assert.ok(size <= budget.bundle);
  });
});
