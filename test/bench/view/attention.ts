// The Attention tab in a real window: the drawing of 64 tokens after the run, and how long frames take
// while the pointer moves over 128 tokens and while the threshold is pulled.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { drawnAfter, longestFrames } from '../../e2e/attentionInView';
import { launchSession } from '../../e2e/harness';
import type { Workbench } from '../../e2e/workbench';

const budget = { drawn: 300, frame: 50 };
const rounds = 5;

function row(what: string, milliseconds: readonly number[], limit: number): void {
  const within = milliseconds.length > 0 && Math.max(...milliseconds) <= limit;
  const figures = milliseconds.map((each) => each.toFixed(0)).join(', ');
  console.log(`${within ? 'ok  ' : 'OVER'} ${what}: ${figures} ms (budget ${limit})`);
  if (!within) process.exitCode = 1;
}

async function show(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(name);
  await workbench.runCommand('Tokenscope: Show Attention');
}

/** Times of the drawing of a file's tokens, with another text read in between. */
async function drawnTimes(workbench: Workbench, name: string, tokens: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await show(workbench, 'short.md');
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.evaluate(drawnAfter, { tokens: 6, side: 6 });
    // The panel takes the focus when it is first shown.
    await workbench.page.waitForTimeout(500);
    await workbench.openFile(name);
    const drawn = frame.evaluate(drawnAfter, { tokens, side: 32 });
    await workbench.runCommand('Tokenscope: Show Attention');
    times.push(await drawn);
  }
  return times;
}

async function chooseMatrix(frame: Frame): Promise<void> {
  await frame
    .locator('tokenscope-attention tokenscope-select-field[label="As"] vscode-single-select')
    .click();
  await frame.getByRole('option', { name: 'Matrix' }).click();
  await frame.locator('tokenscope-attention-picture .upright').first().waitFor();
}

async function main(): Promise<void> {
  const session = await launchSession({ folder: 'samples' });
  try {
    const { workbench } = session;
    const write = (name: string, text: string) =>
      writeFileSync(path.join(workbench.folder, name), text);
    write('short.md', 'We went home.');
    write('sixty.md', `${'word '.repeat(61)}end`);
    write('hundred.md', 'the animal did not cross a '.repeat(21));
    const drawn = (await drawnTimes(workbench, 'sixty.md', 64)).sort((a, b) => a - b);
    row(
      '64 tokens after the run, median',
      drawn.slice(rounds >> 1, (rounds >> 1) + 1),
      budget.drawn,
    );
    const frame = await workbench.webview('tokenscope-laboratory');
    await show(workbench, 'hundred.md');
    await frame.evaluate(drawnAfter, { tokens: 128, side: 32 });
    for (const drawing of ['lines', 'matrix']) {
      if (drawing === 'matrix') await chooseMatrix(frame);
      const { hover, threshold } = await frame.evaluate(longestFrames);
      row(`longest frames of 128 tokens as ${drawing}, hovering`, hover, budget.frame);
      row(`longest frames of 128 tokens as ${drawing}, threshold`, threshold, budget.frame);
    }
  } catch (error) {
    await session.workbench.screenshot('failed-bench-attention');
    throw error;
  } finally {
    await session.close();
  }
}

void main();
