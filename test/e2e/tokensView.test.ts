import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { useSession } from './useSession';
import { until } from './until';

describe('the Tokens view', () => {
  const session = useSession();
  let frame: Frame;

  before(() => {
    const line = (at: number): string => `Line ${at} tells of ${at * 7} sailors in fog.`;
    writeFileSync(
      path.join(session().workbench.folder, 'long.md'),
      Array.from({ length: 12_000 }, (_, at) => line(at + 1)).join('\n'),
    );
  });

  const counts = async (): Promise<string> =>
    (await frame.locator('dl').innerText()).replace(/\s+/g, ' ');

  /** Whether the editor marks a token that is pointed at. */
  const marked = (): Promise<boolean> =>
    session()
      .workbench.page.locator('.view-overlays .cdr')
      .evaluateAll((all) => all.some((each) => getComputedStyle(each).outlineStyle === 'solid'));

  it('shows the document as chips with its counts', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.runCommand('Tokenscope: Show in Tokens View');
    frame = await workbench.webview('tokenscope-tokens');
    await workbench.collapseView('Fill Mask');
    await workbench.collapseView('Continue');
    await frame.locator('.chip').nth(31).waitFor();
    await workbench.picture('tokens-view-chips');
    assert.match(await counts(), /^tokens 32 words 20 characters 115 /);
    const background = await frame
      .locator('.chip')
      .first()
      .evaluate((chip) => getComputedStyle(chip).backgroundColor);
    assert.notEqual(background, 'rgba(0, 0, 0, 0)', 'chips have no colour');
  });

  it('takes its mark out of the editor when the tokens under the pointer change', async () => {
    const { workbench } = session();
    await frame.locator('.chip', { hasText: 'capital' }).hover();
    await until('the mark', async () => ((await marked()) ? true : undefined));
    await workbench.editor.goTo(3);
    await workbench.press('Shift+End');
    await until('the selection', async () =>
      (await counts()).startsWith('tokens 14 ') ? true : undefined,
    );
    await until('no mark', async () => ((await marked()) ? undefined : true));
  });

  it('follows the selection, and points at its tokens in the editor', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(3);
    await workbench.press('Shift+End');
    await until('the selection', async () =>
      (await counts()).startsWith('tokens 14 ') ? true : undefined,
    );
    const marks = workbench.page.locator('.view-overlays .cdr');
    // The pointer rests where the test before left it, maybe on a chip: that mark would be counted.
    await workbench.page.mouse.move(1, 1);
    await until('no mark', async () => ((await marked()) ? undefined : true));
    const before = await marks.count();
    await frame.locator('.chip', { hasText: 'tested' }).hover();
    await until('the mark in the editor', async () =>
      (await marks.count()) > before ? true : undefined,
    );
    await workbench.picture('tokens-view-linked');
    await frame.locator('.chip', { hasText: 'tested' }).click();
    await workbench.statusItem('Ln 3, Col 21 (7 selected)').waitFor();
    assert.match(await counts(), /^tokens 14 /, 'what is shown stays');
    await frame.locator('.chip.cursor', { hasText: 'tested' }).waitFor();
  });

  it('adds special tokens', async () => {
    const { workbench } = session();
    await frame.locator('.tokenizer').click();
    await workbench.pickRow('bert-base-uncased');
    await frame.locator('tokenscope-tokens-tab vscode-checkbox').click();
    await frame.locator('.chip.special', { hasText: '[CLS]' }).waitFor();
    await frame.locator('.chip.special', { hasText: '[SEP]' }).waitFor();
    await workbench.picture('tokens-view-special');
    await frame.locator('tokenscope-tokens-tab vscode-checkbox').click();
  });

  it('sorts them in a table, by mouse and keyboard', async () => {
    const { workbench } = session();
    await frame.locator('vscode-toolbar-button[icon=table]').click();
    await frame.locator('[role=gridcell]').first().waitFor();
    await frame.locator('[role=columnheader]', { hasText: 'Id' }).click();
    const ids = async (): Promise<number[]> => {
      const rows = await frame.locator('[role=row] > :nth-child(3)').allInnerTexts();
      return rows.slice(1).map(Number);
    };
    await until('the order', async () => {
      const shown = await ids();
      return shown.length > 5 && shown.every((id, at) => at === 0 || id >= shown[at - 1]!)
        ? true
        : undefined;
    });
    await frame.locator('tokenscope-token-table').focus();
    await workbench.press('ArrowDown');
    await workbench.press('ArrowDown');
    await frame.locator('.row.active').waitFor();
    await workbench.picture('tokens-view-table');
    await workbench.press('Enter');
    await workbench.statusItem(/selected\)/).waitFor();
  });

  it('encodes the selection as a model gets it', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(3);
    await workbench.press('Shift+End');
    await frame.locator('vscode-tab-header', { hasText: 'Encode' }).click();
    await frame.locator('vscode-button', { hasText: 'Encode Selection' }).click();
    const rows = frame.locator('tokenscope-encode-rows table');
    const ids = /input_ids\s+101\s+19204\s+26127/;
    await until('the ids', async () =>
      ids.test(await rows.first().innerText()) ? true : undefined,
    );
    await frame.locator('tokenscope-select-field vscode-single-select').first().click();
    await frame.locator('.dropdown .option', { hasText: 'max_length' }).first().click();
    await until('padding', async () =>
      (await rows.first().innerText()).includes('[PAD]') ? true : undefined,
    );
    await workbench.picture('tokens-view-encode');
    await frame.locator('vscode-button[title$="Python program that makes them"]').click();
    await until('the program', async () =>
      (await workbench.clipboardText()).includes('AutoTokenizer') ? true : undefined,
    );
  });

  it('decodes pasted ids and names bad ones', async () => {
    const { workbench } = session();
    await frame.locator('vscode-tab-header', { hasText: 'Decode' }).click();
    await frame.locator('textarea').fill('tensor([[101, 7592, 2088, 102, 99999, -1]])');
    await frame.locator('pre', { hasText: 'hello world' }).waitFor();
    const notes = frame.locator('tokenscope-notice-list');
    await notes.filter({ hasText: '99999 (line 1, column 32) is not in the vocabulary' }).waitFor();
    await notes.filter({ hasText: 'is negative' }).waitFor();
    await workbench.picture('tokens-view-decode');
  });

  it('has what was pasted again after it was hidden', async () => {
    const { workbench } = session();
    await workbench.press('ControlOrMeta+B');
    await frame
      .locator('textarea')
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    await workbench.press('ControlOrMeta+B');
    frame = await workbench.webview('tokenscope-decode-tab pre');
    assert.match(await frame.locator('textarea').inputValue(), /99999/);
    await frame.locator('tokenscope-decode-tab').getByText('is negative').waitFor();
  });

  it('finds its way in 100,000 tokens, as chips and as a table', async () => {
    const { workbench } = session();
    await workbench.openFile('long.md');
    await frame.locator('vscode-tab-header', { hasText: 'Tokens' }).click();
    await frame.locator('.note', { hasText: 'an export has all' }).waitFor();
    for (const [at, list] of [
      [4_000, 'tokenscope-token-table'],
      [7_000, 'tokenscope-token-table'],
      [5_000, 'tokenscope-chip-list'],
      [40, 'tokenscope-chip-list'],
    ] as const) {
      if ((await frame.locator(list).count()) === 0) {
        await frame.locator('vscode-toolbar-button[icon=table]').click();
      }
      await workbench.editor.goTo(at);
      await until(`line ${at}`, () =>
        frame.locator(list).evaluate((element) => {
          const shown = element.shadowRoot?.querySelector('.cursor')?.getBoundingClientRect();
          const { top, bottom } = element.getBoundingClientRect();
          return shown && shown.top >= top - 1 && shown.bottom <= bottom + 1 ? true : undefined;
        }),
      );
    }
  });

  it('sorts 100,000 tokens and goes to their end within a second', async () => {
    const { workbench } = session();
    await frame.locator('vscode-toolbar-button[icon=table]').click();
    const table = frame.locator('tokenscope-token-table');
    await table.locator('[role=gridcell]').first().waitFor();
    const milliseconds = await table.evaluate(async (element) => {
      const headings = element.shadowRoot?.querySelectorAll<HTMLElement>(
        '[role=columnheader] button',
      );
      const began = performance.now();
      headings?.[2]?.click();
      const first = (): string | undefined =>
        element.shadowRoot?.querySelector<HTMLElement>('.row :nth-child(3)')?.innerText;
      const before = first();
      while (first() === before && performance.now() - began < 10_000) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return performance.now() - began;
    });
    assert.ok(milliseconds < 1_000, `sorted in ${milliseconds} ms`);
    await table.focus();
    await workbench.press('End');
    await table.locator('.row.active').waitFor();
    await workbench.picture('tokens-view-long');
  });
});
