import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { drawnAfter, readPng, readSvg, sizeOfPicture } from './attentionInView';
import { useSession } from './useSession';
import { until } from './until';

describe('attention, as a person looks at it', () => {
  const session = useSession({
    folder: 'samples',
    settings: { 'workbench.colorTheme': 'Default Light Modern' },
  });

  before(() => {
    const write = (name: string, text: string) =>
      writeFileSync(path.join(session().workbench.folder, name), text);
    write('attention.md', 'The animal did not cross the street because it was too tired.');
    write('long.md', `${'word '.repeat(61)}end`);
  });

  it('draws heads, masks a token, and shows a matrix and the rollout', async () => {
    const { workbench } = session();
    await workbench.openFile('attention.md');
    await workbench.editor.goTo(1);
    await workbench.runCommand('Tokenscope: Show Attention');
    const frame = await workbench.webview('tokenscope-laboratory');
    const tab = frame.locator('tokenscope-attention');
    await tab.locator('button.token').first().waitFor();
    await workbench.picture('laboratory-attention-lines');
    const tokens = tab.locator('button.token');
    await until('the tokens', async () => ((await tokens.count()) === 2 * 15 ? true : undefined));

    await tab.locator('tokenscope-head-grid canvas').click({ position: { x: 10, y: 60 } });
    await tab.locator('button.token', { hasText: 'tired' }).first().click();
    await tab.locator('td', { hasText: 'masked' }).waitFor();
    await workbench.picture('laboratory-attention-masked');
    await tab.locator('button.token', { hasText: '[MASK]' }).nth(1).waitFor();

    await workbench.page.keyboard.press('Escape');
    await tab.locator('td', { hasText: 'masked' }).waitFor({ state: 'detached' });

    const choice = (label: string) =>
      tab.locator(`tokenscope-select-field[label^="${label}"] vscode-single-select`);
    await choice('As').click();
    await frame.getByRole('option', { name: 'Matrix' }).click();
    await choice('Layer').click();
    await frame.getByRole('option', { name: 'Rollout to here' }).click();
    await workbench.picture('laboratory-attention-matrix');
    const upright = tab.locator('.upright');
    await until('the matrix', async () => ((await upright.count()) === 15 ? true : undefined));
  });

  it('saves the picture as SVG and PNG, and copies the matrix', async () => {
    const { workbench } = session();
    const frame = await workbench.webview('tokenscope-laboratory');
    const size = await frame.evaluate(sizeOfPicture);

    const svg = (await saved('Save as SVG…', 'attention.attention.svg')).toString('utf8');
    const { root, texts } = await frame.evaluate(readSvg, svg);
    assert.equal(root, 'svg');
    assert.equal(texts.length, 2 * 15);
    assert.deepEqual(texts.slice(0, 4), ['[CLS]', 'the', 'animal', 'did']);

    const png = await saved('Save as PNG…', 'attention.attention.png');
    assert.equal(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    const decoded = await frame.evaluate(readPng, png.toString('base64'));
    assert.deepEqual([decoded.width, decoded.height], [2 * size.width, 2 * size.height]);
    assert.ok(decoded.colors > 10, `${decoded.colors} colours`);

    await frame.getByRole('button', { name: 'Copy Matrix' }).click();
    const text = await until('the matrix', async () => {
      const copied = await workbench.clipboardText();
      return copied.startsWith('\t[CLS]') ? copied : undefined;
    });
    const rows = text.trimEnd().split('\n');
    assert.equal(rows.length, 1 + 15);
    for (const row of rows.slice(1)) {
      const weights = row.split('\t').slice(1).map(Number);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      assert.equal(weights.length, 15);
      assert.ok(Math.abs(sum - 1) < 1e-4, row);
    }
  });

  /** Clicks a button of the picture, takes the file that is proposed, and returns what is in it. */
  async function saved(button: string, name: string): Promise<Buffer> {
    const { workbench } = session();
    const frame: Frame = await workbench.webview('tokenscope-laboratory');
    await frame.getByRole('button', { name: button }).click();
    const dialog = workbench.page.locator('.quick-input-widget:visible');
    const field = dialog.locator('input[type=text]');
    await until('the proposed file', async () =>
      (await field.inputValue()).endsWith(name) ? true : undefined,
    );
    await dialog.locator('.monaco-list-row').first().waitFor();
    await workbench.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const file = path.join(workbench.folder, name);
    return until('the file', () => {
      const content = existsSync(file) ? readFileSync(file) : undefined;
      return Promise.resolve(content?.length ? content : undefined);
    });
  }

  it('draws 64 tokens within 300 ms after the run', async () => {
    const { workbench } = session();
    await workbench.openFile('attention.md');
    await workbench.runCommand('Tokenscope: Show Attention');
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.locator('tokenscope-attention button.token').first().waitFor();
    await workbench.openFile('long.md');
    const drawn = frame.evaluate(drawnAfter, { tokens: 64, side: 32 });
    await workbench.runCommand('Tokenscope: Show Attention');
    const milliseconds = await drawn;
    console.log(`      64 tokens drawn ${milliseconds.toFixed(0)} ms after the run`);
    assert.ok(milliseconds <= 300);
  });
});
