import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './useSession';
import { until } from './until';

const story = 'The old keeper climbed the stairs. That night the lamp was already burning.';

describe('prompt presets, as a person uses them', () => {
  const session = useSession({
    folder: 'samples',
    settings: {
      'tokenscope.completion.greedy': true,
      'tokenscope.presets': [{ name: 'Broken', template: '{{ text' }],
    },
  });

  const done = async () => {
    const frame = await session().workbench.webview('tokenscope-completion');
    await frame.locator('text=/stopped after|stop string|ended the text/').first().waitFor();
    return frame;
  };

  it('chooses a summary from the editor’s menu, and sees its prompt continued', async () => {
    const { workbench } = session();
    writeFileSync(path.join(workbench.folder, 'story.md'), `${story}\n`);
    await workbench.openFile('story.md');
    await workbench.editor.click('keeper', { button: 'right' });
    await workbench.menu.choose('Continue with Preset…');
    const labels = await workbench.quickPickLabels();
    assert.ok(labels.includes('Creative Writing'), labels.join());
    await workbench.picture('presets-picker');
    await workbench.pickRow('Summary (TL;DR)');
    const frame = await done();
    await frame.locator('text=TL;DR:').first().waitFor();
    await workbench.picture('presets-summary');
  });

  it('is asked for what the prompt needs', async () => {
    const { workbench } = session();
    await workbench.editor.click('keeper');
    await workbench.runCommand('Tokenscope: Continue with Preset…');
    await workbench.quickPickLabels();
    await workbench.insert('Question');
    await workbench.followRow('Question Answering');
    await workbench.page.locator('text=What do you want to know?').waitFor();
    await workbench.page
      .locator('.quick-input-widget:visible input.input')
      .fill('Who climbed the stairs?');
    await workbench.press('Enter');
    const frame = await done();
    await frame.locator('text=Q: Who climbed the stairs?').first().waitFor();
  });

  it('sees what is wrong with a preset, beside those that work', async () => {
    const { workbench } = session();
    await workbench.editor.click('keeper');
    await workbench.runCommand('Tokenscope: Continue with Preset…');
    await workbench.quickPickLabels();
    await workbench.insert('Broken');
    await workbench.page.locator('text=/template of the preset “Broken” is broken/').waitFor();
    await workbench.picture('presets-broken');
    await workbench.press('Escape');
  });

  it('chats for two turns in a document', async () => {
    const { workbench } = session();
    await workbench.runCommand('Tokenscope: Chat with GPT-2');
    await workbench.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await workbench.editor.focused();
    for (const [turn, message] of ['Good evening.', 'Where is the sea?'].entries()) {
      await workbench.type(message);
      await workbench.press('Control+Enter');
      await until(`answer ${turn + 1}`, async () => {
        const text = await workbench.editor.visibleText();
        return (text.match(/^Assistant: /gm)?.length ?? 0) > turn &&
          /User: $/m.test(text.trimStart())
          ? true
          : undefined;
      });
      await workbench.editor.focused();
    }
    await workbench.picture('presets-chat');
  });

  it('reads what GPT-2 cannot do', async () => {
    const { workbench } = session();
    await workbench.runCommand('Tokenscope: What GPT-2 Cannot Do');
    const frame = await workbench.webview('h1#what-gpt-2-cannot-do');
    await frame.locator('text=It is biased').first().waitFor();
    await workbench.picture('presets-limits');
  });
});
