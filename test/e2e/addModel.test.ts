import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HubServer } from '../support/hub/hubServer';
import { servedFolder } from '../support/hub/servedFolder';
import { attentionModel } from '../support/tinyModels/attentionModel';
import { robertaModel } from '../support/tinyModels/robertaModel';
import { useSession } from './useSession';

describe('models of the hub, as a person adds them', () => {
  const server = new HubServer();
  const cache = mkdtempSync(path.join(tmpdir(), 'tokenscope-e2e-hub-'));
  before(async () => {
    await server.start();
    const [bert, gpt2] = [robertaModel([' Paris'], { ĠParis: 9 }), attentionModel()];
    server.add({
      id: 'Xenova/bert-base-cased',
      task: 'fill-mask',
      files: servedFolder(bert.ref.folder),
    });
    server.add({
      id: 'onnx-community/gpt2-medium-ONNX',
      task: 'text-generation',
      files: servedFolder(gpt2.ref.folder),
    });
    const { 'tokenizer.json': file = '' } = servedFolder(gpt2.ref.folder);
    server.add({ id: 'org/words', files: { 'tokenizer.json': file } });
    bert.dispose();
    gpt2.dispose();
  });
  after(async () => {
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  });
  // Settings of the machine are not the user's in a served window: its environment names the hub.
  const session = useSession({
    folder: 'samples',
    env: () => ({ HF_ENDPOINT: server.endpoint, HF_HUB_CACHE: cache }),
  });

  async function openAddModel(typed: string): Promise<void> {
    const { page } = session().workbench;
    await session().workbench.runCommand('Tokenscope: Add Model…');
    const box = page.locator('.quick-input-widget:visible', { hasText: 'Add Model' });
    await box.locator('input.input').fill(typed);
  }

  /** The list before has rows with the name of a precision, too. */
  async function choosePrecision(): Promise<void> {
    const { page } = session().workbench;
    await page.locator('.quick-input-title', { hasText: 'Precision of' }).waitFor();
    await session().workbench.followRow('32-bit floats');
  }

  /** Types into the box of "Add Model…", takes a row, and agrees to the download. */
  async function add(typed: string, row: string, precision: boolean): Promise<void> {
    const { workbench } = session();
    await openAddModel(typed);
    await workbench.followRow(row);
    if (precision) await choosePrecision();
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.picture(`add-model-${typed.replace(/\W+/g, '-')}`);
    await workbench.notices.answerDialog('Download');
  }

  it('fills a mask with a proposed model', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await add('bert-base-c', 'Xenova/bert-base-cased', true);
    await workbench.notices.press('bert-base-cased is on this machine', 'Use for Fill Mask');
    writeFileSync(path.join(workbench.folder, 'masks.md'), 'I like [MASK].\n');
    await workbench.openFile('masks.md');
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    await frame.locator('tokenscope-mask-lists').getByText('Paris').first().waitFor();
  });

  it('continues with a model by its name in tutorials, and says where it is from', async () => {
    const { workbench } = session();
    await openAddModel('gpt2-medium');
    await workbench.followRow('Add gpt2-medium');
    await choosePrecision();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const said = await dialog.innerText();
    assert.match(said, /openai-community\/gpt2-medium has its ONNX files in onnx-community/);
    assert.match(said, /From 127\.0\.0\.1/);
    await workbench.notices.answerDialog('Download');
    await workbench.notices.press('gpt2-medium is on this machine', 'Use for Continue');
    await workbench.editor.goTo(1, 7);
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const frame = await workbench.webview('tokenscope-completion');
    await frame.locator('text=/stopped after|ended the text/').first().waitFor();
    await frame
      .locator('tokenscope-model-footer')
      .getByRole('button', { name: 'gpt2-medium' })
      .waitFor();
  });

  it('finds a tokenizer by a search, adds it, and uses it', async () => {
    const { workbench } = session();
    await add('word', 'org/words', false);
    await workbench.notices.press('The tokenizer words is on this machine', 'Use It');
    await workbench.openContainer('Tokenscope');
    await workbench.statusItem('words').first().waitFor();
  });

  it('does all of it offline, after a reload, without a connection', async () => {
    const { workbench } = session();
    await workbench.runCommand('Preferences: Open Remote Settings (JSON)');
    await workbench.page.getByText('"gpt2-medium"').first().waitFor();
    await workbench.press('ControlOrMeta+Home');
    await workbench.press('End');
    await workbench.type('"tokenscope.workOffline": true,');
    // Settings are in an editor above the others.
    await workbench.press('Escape');
    await workbench.notices.answerDialog('Save');
    await openAddModel('org/words');
    await workbench.page.getByText('only models of the cache can be added').waitFor();
    await workbench.picture('add-model-offline');
    await workbench.press('Escape');
    server.connections = 0;
    await workbench.page.reload();
    await workbench.page.waitForSelector('.monaco-workbench .part.editor');
    await workbench.openFile('masks.md');
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    await frame.locator('tokenscope-mask-lists').getByText('Paris').first().waitFor();
    await workbench.editor.goTo(1, 7);
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const continued = await workbench.webview('tokenscope-completion');
    await continued.locator('text=/stopped after|ended the text/').first().waitFor();
    await workbench.statusItem('words').first().waitFor();
    await workbench.picture('models-offline');
    assert.equal(server.connections, 0);
  });
});
