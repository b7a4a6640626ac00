import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './useSession';
import { until } from './until';

const beginning = 'The old keeper climbed the stairs of the';

describe('ghost text, as a person takes it', () => {
  const session = useSession({
    folder: 'samples',
    settings: { 'tokenscope.ghostText.enable': { markdown: true } },
  });

  const ghost = () => session().workbench.page.locator('.editor-instance .ghost-text-decoration');
  const shown = async () => {
    const text = (await ghost().allInnerTexts()).join('').replaceAll('\u00a0', ' ');
    return text.trim() === '' ? undefined : text;
  };
  // VS Code drops a question that a starting window answers late, and asks again only when one types.
  const suggestion = async () => {
    let asked = Date.now();
    return until('the ghost text', async () => {
      if (Date.now() - asked > 5_000) {
        await session().workbench.press('Space');
        await session().workbench.press('Backspace');
        asked = Date.now();
      }
      return shown();
    });
  };
  const firstLine = async () =>
    (await session().workbench.editor.visibleText()).split('\n')[0] ?? '';

  it('shows how the line could go on, and Tab takes it', async () => {
    const { workbench } = session();
    writeFileSync(path.join(workbench.folder, 'lines.md'), '');
    await workbench.openFile('lines.md');
    // VS Code asks for suggestions when one types, so the extension must be there before.
    await workbench.statusItem(/^\s*GPT-2/).waitFor();
    await workbench.type(beginning);
    const text = await suggestion();
    await workbench.picture('ghost-text');
    await workbench.press('Tab');
    assert.equal(await workbench.savedText('lines.md'), `${beginning}${text}`);
  });

  it('gives way while one types on, and takes one word by Ctrl+Right', async () => {
    const { workbench } = session();
    await workbench.press('ControlOrMeta+A');
    await workbench.type(`${beginning} house`);
    const text = await suggestion();
    const word = /^\s*\S+/.exec(text)?.[0] ?? '';
    await workbench.press('Control+ArrowRight');
    await until('one word', async () =>
      (await firstLine()).startsWith(`${beginning} house${word}`) ? true : undefined,
    );
    await workbench.press('Escape');
    const saved = await workbench.savedText('lines.md');
    assert.ok(
      saved.startsWith(`${beginning} house`) &&
        saved.length < `${beginning} house${text}`.length + 1,
    );
    assert.equal(saved.trim(), `${beginning} house${word}`.trim());
  });

  it('is turned off for the language by its item in the status bar', async () => {
    const { workbench } = session();
    const item = workbench.statusItem(/^\s*GPT-2/);
    await item.click();
    await workbench.page.locator('.statusbar-item .codicon-circle-slash').waitFor();
    await workbench.editor.goTo(1, 1);
    await workbench.press('End');
    await workbench.type(' and then');
    await workbench.page.waitForTimeout(2_000);
    assert.equal(await ghost().count(), 0);
    await workbench.picture('ghost-text-off');
  });
});
