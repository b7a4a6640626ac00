import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wordLevel } from '../support/tokenizerFiles';
import { useSession } from './useSession';
import { until } from './until';

describe('tokens, as a person sees them', () => {
  const session = useSession({ folder: 'samples' });

  const attached = async (text: string): Promise<void> => {
    const { editor } = session().workbench;
    await until(`the attachment ${text}`, async () =>
      (await editor.attachments()).includes(text) ? true : undefined,
    );
  };

  it('shows the tokens of text that the mouse selects, and their number below', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.editor.drag('This page is for trying things out');
    await attached('1212');
    await workbench.statusItem('7 tokens · gpt2').waitFor();
    assert.ok((await workbench.editor.attachments()).includes('·'));
    await workbench.picture('tokens-selection');
  });

  it('tells all about a token in its hover', async () => {
    const { workbench } = session();
    const hover = (await workbench.editor.hover('trying')).replaceAll('\u00a0', ' ');
    assert.match(hover, /Ġtrying/);
    assert.match(hover, /2111/);
    assert.match(hover, /20 74 72 79 69 6E 67/);
    await workbench.picture('tokens-hover');
  });

  it('chooses another tokenizer in the status bar', async () => {
    const { workbench } = session();
    await workbench.statusItem('tokens · gpt2').click();
    const labels = await workbench.quickPickLabels();
    assert.ok(labels.includes('phi-3-mini') && labels.includes('bert-base-cased'));
    await workbench.picture('tokens-picker');
    await workbench.pickRow('bert-base-cased');
    await workbench.statusItem('7 tokens · bert-base-cased').waitFor();
    await attached('1188');
  });

  it('adds a tokenizer of the folder in the picker, uses it and removes it', async () => {
    const { workbench } = session();
    const file = path.join(workbench.folder, 'tiny-words', 'tokenizer.json');
    mkdirSync(path.dirname(file));
    writeFileSync(file, JSON.stringify(wordLevel()));
    await workbench.statusItem('tokens · bert-base-cased').click();
    assert.ok((await workbench.quickPickLabels()).includes('phi-3-mini'));
    await workbench.followRow('Add Tokenizer…');
    await workbench.pickRow('tiny-words/tokenizer.json');
    await workbench.notices.press('Added the tokenizer', 'Use It');
    await workbench.statusItem('tokens · tiny-words').click();
    await workbench.quickPickLabels();
    await workbench.picture('tokens-picker-added');
    await workbench.pressInRow('tiny-words', 'Remove Tokenizer');
    await workbench.notices
      .toast(/Removed the tokenizer tiny-words; .*tokenizer\.json is left/)
      .waitFor();
    await workbench.statusItem('tokens · gpt2').click();
    assert.ok(!(await workbench.quickPickLabels()).includes('tiny-words'));
    await workbench.pickRow('bert-base-cased');
    await workbench.statusItem('tokens · bert-base-cased').waitFor();
  });

  it('selects by keyboard', async () => {
    const { workbench } = session();
    await workbench.editor.selectByKeys(13, 1, 11);
    await workbench.statusItem('2 tokens · bert-base-cased').waitFor();
    await attached('2364');
  });

  it('copies the ids in the form that is chosen, and says how many', async () => {
    const { workbench } = session();
    await workbench.press('Shift+Alt+T');
    await workbench.press('y');
    const labels = await workbench.quickPickLabels();
    assert.ok(['JSON', 'Space-separated', 'Python list'].every((form) => labels.includes(form)));
    await workbench.pickRow('Python list');
    await workbench.statusItem('2 token ids of bert-base-cased copied').waitFor();
    assert.match(await workbench.clipboardText(), /^\[\d+, 2364\]$/);
  });

  it('goes from token to token by keyboard', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(1);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowDown']) {
      await workbench.press('Shift+Alt+T');
      await workbench.press(key);
    }
    await workbench.statusItem('1 token · bert-base-cased').waitFor();
  });

  it('draws for a room in projector mode', async () => {
    const { workbench } = session();
    await workbench.editor.selectByKeys(13, 1, 11);
    await attached('2364');
    const plain = await workbench.editor.attachmentSize('2364');
    await workbench.runCommand('Toggle Projector Mode');
    await until('larger ids', async () =>
      (await workbench.editor.attachmentSize('2364')) > 1.4 * plain ? true : undefined,
    );
    await workbench.picture('tokens-projector');
    await workbench.runCommand('Toggle Projector Mode');
  });

  it('toggles the tokens of the whole document by keyboard', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(3);
    await workbench.press('Shift+Alt+T');
    await workbench.press('t');
    await until('many attachments', async () =>
      (await workbench.editor.attachments()).length > 100 ? true : undefined,
    );
    await workbench.picture('tokens-document');
    await workbench.press('Shift+Alt+T');
    await workbench.press('t');
    await until('no attachments', async () =>
      (await workbench.editor.attachments()).length === 0 ? true : undefined,
    );
  });
});
