import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { useSession } from './useSession';
import { until } from './until';

const firstRow = '[role=option]';

describe('fill mask, as a person does it', () => {
  const session = useSession({ folder: 'samples' });

  const view = (): Promise<Frame> => session().workbench.webview('tokenscope-fill-mask');
  const firstCandidate = async (word: string): Promise<Frame> => {
    const frame = await view();
    await frame.locator(firstRow).filter({ hasText: word }).first().waitFor();
    return frame;
  };

  it('fills [MASK] by the context menu, and puts a candidate in by a click', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    // The menu has the entry once the extension, which starts after VS Code, has read the document.
    const labels = await until('Fill [MASK] in the menu', async () => {
      await workbench.editor.click('capital', { button: 'right' });
      const found = await workbench.menu.labels();
      if (found.includes('Fill [MASK]')) {
        return found;
      }
      await workbench.menu.close();
      return undefined;
    });
    assert.ok(labels.includes('Mask This Word') && labels.includes('Continue with GPT-2'));
    await workbench.picture('fill-mask-menu');
    await workbench.menu.choose('Fill [MASK]');
    const frame = await firstCandidate('paris');
    await workbench.picture('fill-mask');
    await frame.locator(firstRow).first().click();
    await until('paris in the editor', async () =>
      (await workbench.editor.visibleText()).includes('France is paris.') ? true : undefined,
    );
    await workbench.picture('fill-mask-applied');
  });

  it('takes it back with one undo', async () => {
    const { workbench } = session();
    // The focus is back in the editor after the click on the candidate.
    await workbench.page.waitForFunction(() => document.activeElement?.tagName !== 'IFRAME');
    await workbench.editor.focused();
    await workbench.press('ControlOrMeta+Z');
    await until('the mask again', async () =>
      (await workbench.editor.visibleText()).includes('France is [MASK].') ? true : undefined,
    );
  });

  it('masks a word by keyboard, walks the candidates by arrow keys and takes one by Enter', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(15, 12);
    await workbench.press('Shift+Alt+T');
    await workbench.press('w');
    const frame = await view();
    await frame.locator('text=original').first().waitFor();
    await workbench.picture('fill-mask-word');
    await frame.locator(firstRow).first().focus();
    await workbench.press('ArrowDown');
    const second = await frame.locator(firstRow).nth(1).locator('.word').innerText();
    await workbench.press('Enter');
    await until(`${second} in the editor`, async () =>
      (await workbench.editor.visibleText()).includes(`Any word ${second.trim()} do`)
        ? true
        : undefined,
    );
  });

  it('fills two masks together, previews a filling under the pointer, and puts it in', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(29, 1);
    await workbench.page.keyboard.type('The [MASK] barked at the [MASK].');
    await workbench.runCommand('Tokenscope: Fill All Masks Together');
    const frame = await view();
    const rows = frame.locator('tokenscope-together-list .row[data-index]');
    await rows.first().waitFor();
    await frame.locator('vscode-toolbar-button[icon=filter]').click();
    await rows.nth(1).hover();
    await until('the preview', async () =>
      (await workbench.page.locator('.monaco-editor [class*=ced-]').count()) > 0 ? true : undefined,
    );
    await workbench.picture('fill-mask-together');
    await rows.first().click();
    await until('the filling in the editor', async () =>
      (await workbench.editor.visibleText()).includes('[MASK] barked') ? undefined : true,
    );
    await frame.locator('vscode-toolbar-button[icon=filter]').click();
  });

  it('says what is missing when there is no mask', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(3, 2);
    await workbench.press('Shift+Alt+T');
    await workbench.press('f');
    await workbench.notices.toast(/There is no \[MASK\] here/).waitFor();
    await workbench.picture('fill-mask-no-mask');
    await workbench.notices.clear();
  });
});
