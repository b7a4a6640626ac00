import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { useSession } from './useSession';
import { until } from './until';

/** The Continue view as a student uses it: look into tokens, branch, compare, guess. */
describe('continuations as a tree, as a person walks it', () => {
  const session = useSession({
    folder: 'samples',
    viewport: { width: 1280, height: 1000 },
    settings: { 'tokenscope.completion.seed': 11, 'tokenscope.completion.maxNewTokens': 24 },
  });

  const view = (): Promise<Frame> => session().workbench.webview('tokenscope-completion');
  const settled = async (): Promise<Frame> => {
    const frame = await view();
    await frame.locator('main[aria-busy=false]').waitFor();
    return frame;
  };
  const shownText = async (frame: Frame): Promise<string> =>
    (
      await frame.locator('tokenscope-token-stream tokenscope-token-text .token').allTextContents()
    ).join('');

  it('shows the alternatives of a token by keyboard, and branches from one', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.press('End');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const frame = await view();
    await frame.locator('text=/stopped after|ended the text/').first().waitFor();
    for (const name of ['Tokens', 'Fill Mask']) await workbench.collapseView(name);
    const before = await shownText(frame);
    const tokens = frame.locator('tokenscope-token-text .token');
    await tokens.first().focus();
    await workbench.press('ArrowRight');
    await workbench.press('ArrowRight');
    await frame.getByRole('dialog', { name: 'Alternatives' }).waitFor();
    await workbench.picture('continue-alternatives');
    await workbench.press('Enter');
    const choices = frame.locator('tokenscope-token-card button[aria-disabled=false]');
    const word = (await choices.first().locator('.word').textContent()) ?? '';
    await choices.first().focus();
    await workbench.press('Enter');
    await until('another text', async () =>
      (await shownText(frame)) === before ? undefined : true,
    );
    await settled();
    const chosen = word.replace(/^[·␣\s]+/, '').trim();
    await until('the chosen token', async () =>
      (await tokens.nth(2).textContent())?.trim() === chosen ? true : undefined,
    );
  });

  it('walks the branches by arrow keys, and shows the one that is chosen', async () => {
    const { workbench } = session();
    const frame = await settled();
    await frame.getByText('Branches', { exact: true }).click();
    const tree = frame.getByRole('tree', { name: 'Branches' });
    await tree.waitFor();
    assert.equal(await tree.getByRole('treeitem').count(), 2);
    const before = await shownText(frame);
    await tree.getByRole('treeitem', { selected: true }).focus();
    await workbench.press('ArrowLeft');
    await workbench.press('Enter');
    await until('the first text', async () =>
      (await shownText(frame)) === before ? undefined : true,
    );
    await workbench.picture('continue-branches');
  });

  it('redraws the next token while a slider moves, and keeps the setting when it rests', async () => {
    const { workbench } = session();
    const frame = await settled();
    await frame.getByText('Next token', { exact: true }).click();
    const panel = frame.locator('tokenscope-next-token-panel');
    await panel.locator('button.row').first().waitFor();
    const drawn = () => panel.locator('button.row .last').first().textContent();
    const before = await drawn();
    const slider = panel.getByRole('slider', { name: 'Temperature' });
    await slider.focus();
    for (let step = 0; step < 6; step++) await workbench.press('ArrowLeft');
    await until('another distribution', async () =>
      (await drawn()) === before ? undefined : true,
    );
    await workbench.picture('continue-next-token');
    await frame
      .getByText(/temperature 0\.[4-7]/)
      .first()
      .waitFor();
  });

  it('hides the next token until it was guessed', async () => {
    const { workbench } = session();
    const frame = await settled();
    // Counted, since the next token can be a line break.
    const tokens = frame.locator('tokenscope-token-stream tokenscope-token-text .token');
    const before = await tokens.count();
    await frame.getByRole('switch', { name: 'Guess the Next Token First' }).click();
    await frame.getByRole('textbox', { name: 'Which token comes next?' }).fill('the');
    await workbench.press('Enter');
    await frame.getByText('median rank').waitFor();
    await until('the next token', async () => ((await tokens.count()) > before ? true : undefined));
    await workbench.picture('continue-guess');
    await frame.getByRole('switch', { name: 'Guess the Next Token First' }).click();
  });

  it('shows samples side by side, keeps one, and has it after a reload', async () => {
    const { workbench } = session();
    const frame = await settled();
    await frame.getByText('Settings', { exact: true }).click();
    const field = frame.getByLabel('Samples').first();
    await field.fill('3');
    await field.press('Tab');
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.press('End');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const cards = frame.locator('tokenscope-sample-card');
    await cards.nth(2).waitFor();
    await settled();
    await cards.nth(1).getByRole('button', { name: 'Keep as Favourite' }).click();
    await cards.nth(1).getByRole('button', { name: 'Remove from Favourites' }).waitFor();
    await workbench.picture('continue-samples');
    const text = await cards.nth(1).locator('.token').allTextContents();
    assert.ok(text.length > 0);
    // What is kept is written a moment later.
    await workbench.page.waitForTimeout(1_500);
    await workbench.page.reload();
    await workbench.page.waitForSelector('.monaco-workbench .part.editor');
    await workbench.expandView('Continue');
    const after = await view();
    await after.locator('tokenscope-sample-card').nth(2).waitFor();
    assert.deepEqual(
      await after.locator('tokenscope-sample-card').nth(1).locator('.token').allTextContents(),
      text,
    );
    await after.getByText('Kept', { exact: true }).click();
    await after.getByRole('button', { name: 'Copy' }).first().waitFor();
  });
});
