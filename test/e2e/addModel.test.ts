import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HubServer } from '../support/hub/hubServer';
import { servedFolder } from '../support/hub/servedFolder';
import { attentionModel } from '../support/tinyModels/attentionModel';
import { robertaModel } from '../support/tinyModels/robertaModel';
import { launchSession, type Session } from './harness';

describe('models of the hub, as a person adds them', () => {
  const server = new HubServer();
  let cache: string;
  let session: Session;
  before(async function () {
    this.timeout(10 * 60_000);
    await server.start();
    cache = mkdtempSync(path.join(tmpdir(), 'tokenscope-e2e-hub-'));
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
    session = await launchSession({
      folder: 'samples',
      settings: { 'tokenscope.hub.endpoint': server.endpoint, 'tokenscope.hub.cache': cache },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await session.workbench.screenshot(`failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
      await session.workbench.press('Escape');
    }
  });
  after(async () => {
    await session.close();
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  /** The palette gives way to the box of "Add Model…" at once. */
  async function openAddModel(typed: string): Promise<void> {
    const { page } = session.workbench;
    await page.keyboard.press('F1');
    const box = page.locator('.quick-input-widget:visible input.input');
    await box.fill('>Tokenscope: Add Model…');
    await session.workbench.followRow('Tokenscope: Add Model…');
    await page
      .locator('.quick-input-widget:visible .quick-input-title', { hasText: 'Add Model' })
      .waitFor();
    await box.fill(typed);
  }

  /** Types into the box of "Add Model…", takes a row, and agrees to the download. */
  async function add(typed: string, row: string, precision: boolean): Promise<void> {
    const { workbench } = session;
    await openAddModel(typed);
    await workbench.followRow(row);
    if (precision) await workbench.followRow('fp32');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshot(`add-model-${typed.replace(/\W+/g, '-')}`);
    await workbench.notices.answerDialog('Download');
  }

  it('fills a mask with a proposed model', async () => {
    const { workbench } = session;
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
    const { workbench } = session;
    await openAddModel('gpt2-medium');
    await workbench.followRow('Add gpt2-medium');
    await workbench.followRow('fp32');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const said = await dialog.innerText();
    assert.match(said, /openai-community\/gpt2-medium has its ONNX files in onnx-community/);
    assert.match(said, /From 127\.0\.0\.1/);
    await workbench.notices.answerDialog('Download');
    await workbench.notices.press('gpt2-medium is on this machine', 'Use for Continue');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const frame = await workbench.webview('tokenscope-completion');
    await frame.locator('text=/stopped after|ended the text/').first().waitFor();
    await frame
      .locator('tokenscope-model-footer')
      .getByRole('button', { name: 'gpt2-medium' })
      .waitFor();
  });

  it('adds a tokenizer alone, and uses it', async () => {
    const { workbench } = session;
    await add('org/words', 'Add the Tokenizer of org/words', false);
    await workbench.notices.press('The tokenizer words is on this machine', 'Use It');
    await workbench.openContainer('Tokenscope');
    await workbench.statusItem('words').first().waitFor();
  });

  it('does all of it offline, after a reload, without a connection', async () => {
    const { workbench } = session;
    await workbench.runCommand('Preferences: Open User Settings (JSON)');
    await workbench.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
    await workbench.press('ControlOrMeta+Home');
    await workbench.press('End');
    await workbench.type('"tokenscope.workOffline": true,');
    await workbench.press('ControlOrMeta+S');
    await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
    server.connections = 0;
    await workbench.page.reload();
    await workbench.page.waitForSelector('.explorer-folders-view .monaco-list-row');
    await workbench.openFile('masks.md');
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    await frame.locator('tokenscope-mask-lists').getByText('Paris').first().waitFor();
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const continued = await workbench.webview('tokenscope-completion');
    await continued.locator('text=/stopped after|ended the text/').first().waitFor();
    await workbench.statusItem('words').first().waitFor();
    await workbench.screenshot('add-model-offline');
    assert.equal(server.connections, 0);
  });
});
