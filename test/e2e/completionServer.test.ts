import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { CompletionServer } from '../support/completionServer';
import { useSession } from './useSession';
import { until } from './until';

describe('a completion server, as a person uses it', () => {
  const session = useSession({ folder: 'samples' });
  let server: CompletionServer;
  before(async () => {
    server = await CompletionServer.start();
    server.models = ['small-model', 'test-model'];
  });
  after(() => server.close());

  const view = (): Promise<Frame> => session().workbench.webview('tokenscope-completion');

  it('is chosen by its address, a consent that names it, and its model', async () => {
    const { workbench } = session();
    const { page } = workbench;
    await workbench.runCommand('Tokenscope: Use Completion Server…');
    const input = page.locator('.quick-input-widget:visible input.input');
    await input.waitFor();
    await input.fill('ftp://example.org');
    await page.locator('.quick-input-widget', { hasText: 'must begin with https' }).waitFor();
    await input.fill(server.base);
    await workbench.press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await workbench.notices.dialogText(), new RegExp(`Send text to ${server.host}`));
    assert.match(await dialog.innerText(), new RegExp(server.base));
    await workbench.picture('server-consent');
    assert.equal(server.requests.length, 0);
    await workbench.notices.answerDialog('Send Text');
    await workbench.pickRow('test-model');
    await workbench.statusItem(`GPT: ${server.host}`).waitFor();
    const background = await workbench
      .statusItem(`GPT: ${server.host}`)
      .evaluate((item) => item.classList.contains('warning-kind'));
    assert.ok(background);
  });

  it('writes the continuation, under a banner that names it', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.press('End');
    server.milliseconds = 30;
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const frame = await view();
    await frame.getByText(`Text is sent to ${server.host}`).first().waitFor();
    await frame.getByText('ended the text').first().waitFor();
    await frame.getByText(`test-model at ${server.host}`).first().waitFor();
    await workbench.picture('server-continued');
    const tokens = await frame.locator('tokenscope-token-text .token').allTextContents();
    assert.match(tokens.join(''), /The lamp was lit/);
  });

  it('shows the alternatives that the server gives, and goes on from one', async () => {
    const { workbench } = session();
    const frame = await view();
    const before = server.completions.length;
    await frame.getByRole('button', { name: /lamp/ }).first().click();
    const card = frame.locator('tokenscope-token-card');
    await card.getByText('else').waitFor();
    await workbench.picture('server-alternatives');
    await card.getByText('else').click();
    await until('the request', () =>
      Promise.resolve(server.completions.length > before ? true : undefined),
    );
    const asked = String(server.completions.at(-1)?.body['prompt']);
    assert.ok(asked.endsWith(' The else'), asked.slice(-40));
  });

  it('says so where there are no probabilities', async () => {
    const { workbench } = session();
    const frame = await view();
    server.behaviour = 'plain';
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    await frame.getByText('The server gives no probabilities').waitFor();
    await workbench.picture('server-pieces');
  });

  it('is left again by the banner', async () => {
    const { workbench } = session();
    const frame = await view();
    await frame.getByRole('button', { name: 'Use Local Model' }).click();
    await workbench.statusItem('GPT:').waitFor({ state: 'hidden' });
    await frame.getByText('Text is sent to').waitFor({ state: 'hidden' });
  });
});
