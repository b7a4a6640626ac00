import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { useSession } from './useSession';

describe('the laboratory, as a person uses it', () => {
  const session = useSession({ folder: 'samples' });

  const run = async (command: string, element: string): Promise<Frame> => {
    const { workbench } = session();
    await workbench.runCommand(`Tokenscope: ${command}`);
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.locator(`${element} [slot=result]`).first().waitFor();
    return frame;
  };
  const picture = (name: string): Promise<void> => session().workbench.picture(name);

  it('scores target words in a gap, marks an attribute by a click and takes it back', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.editor.goTo(21, 20);
    const frame = await run('Score Target Words', 'tokenscope-targets');
    const rows = frame.locator('tokenscope-target-table table:not(.sets) tbody tr');
    await rows.filter({ hasText: 'she' }).first().waitFor();
    assert.equal(await rows.count(), 4);
    await picture('laboratory-targets');
    await frame.locator('tokenscope-marked-sentence button', { hasText: 'stairs' }).click();
    await frame.locator('th', { hasText: 'LPBS' }).waitFor();
    await picture('laboratory-targets-attribute');
    await frame.locator('tokenscope-marked-sentence button[aria-pressed=true]').first().click();
    await frame.locator('th', { hasText: 'LPBS' }).waitFor({ state: 'detached' });
  });

  it('compares contexts of two models at a word', async () => {
    await session().workbench.editor.goTo(21, 20);
    const frame = await run('Same Gap, Two Models', 'tokenscope-contexts');
    assert.equal(await frame.locator('tokenscope-contexts .columns > section').count(), 3);
    await picture('laboratory-contexts');
  });

  it('masks at random, and draws again', async () => {
    const frame = await run('Mask 15 % at Random', 'tokenscope-random-masks');
    const text = frame.locator('tokenscope-random-masks p.text');
    const before = await text.innerHTML();
    await picture('laboratory-random-masks');
    await frame.locator('vscode-button', { hasText: 'Draw Again' }).click();
    await frame.waitForFunction(
      ([old]) => {
        const find = (root: ParentNode): Element | null => {
          for (const each of root.querySelectorAll('*')) {
            if (each.matches('tokenscope-random-masks')) return each;
            const inside = each.shadowRoot && find(each.shadowRoot);
            if (inside) return inside;
          }
          return null;
        };
        const shown = find(document)?.shadowRoot?.querySelector('p.text')?.innerHTML;
        return shown !== undefined && shown !== old;
      },
      [before],
    );
  });

  it('scores next sentences of the paragraph at the cursor', async () => {
    await session().workbench.editor.goTo(3);
    const frame = await run('Next Sentence', 'tokenscope-next-sentence');
    assert.ok((await frame.locator('tokenscope-next-sentence tbody tr').count()) >= 1);
    await picture('laboratory-next-sentence');
  });
});
