import { useSession } from './useSession';
import { until } from './until';

/** The pictures of the README and of the walkthrough, in the dark theme that most people use. */
describe('screenshots', () => {
  const session = useSession({
    folder: 'samples',
    viewport: { width: 1120, height: 700 },
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'editor.minimap.enabled': false,
      'editor.lightbulb.enabled': 'off',
      'tokenscope.completion.seed': 11,
    },
  });

  it('of tokens', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.editor.goTo(3);
    await workbench.press('Shift+Alt+T');
    await workbench.press('t');
    await until('the ids', async () =>
      (await workbench.editor.attachments()).length > 100 ? true : undefined,
    );
    await workbench.editor.hover('Wort');
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-tokens');
    await workbench.press('Shift+Alt+T');
    await workbench.press('t');
  });

  it('of the Tokens view', async () => {
    const { workbench } = session();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.editor.goTo(3);
    await workbench.press('Shift+End');
    await workbench.runCommand('Tokenscope: Show in Tokens View');
    const frame = await workbench.webview('tokenscope-tokens');
    // A window of this height has no room for chips beside two other views.
    await workbench.collapseView('Fill Mask');
    await frame.locator('.chip').nth(5).hover();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot('readme-tokens-view');
    await frame.locator('vscode-toolbar-button[icon=table]').click();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot('readme-tokens-table');
    await frame.locator('vscode-toolbar-button[icon=table]').click();
  });

  it('of the Encode and Decode tabs', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(3);
    await workbench.press('Shift+End');
    await workbench.runCommand('Tokenscope: Encode Selection as a Model Gets It');
    const frame = await workbench.webview('tokenscope-tokens');
    await frame.locator('tokenscope-encode-rows table').first().waitFor();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot('readme-encode');
    await workbench.runCommand('Tokenscope: Decode Token Ids');
    await frame.locator('textarea').fill('tensor([[15496, 11, 995, 0, 50256, 99999]])');
    await frame.locator('pre', { hasText: 'Hello, world!' }).waitFor();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot('readme-decode');
    await workbench.editor.goTo(1);
  });

  it('of a filled mask', async () => {
    const { workbench } = session();
    await workbench.collapseView('Tokens');
    await workbench.editor.goTo(13, 5);
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    await frame.locator('[role=option]').filter({ hasText: 'paris' }).first().waitFor();
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-fill-mask');
  });

  it('of a continuation', async () => {
    const { workbench } = session();
    await workbench.collapseView('Fill Mask');
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.press('End');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const frame = await workbench.webview('tokenscope-completion');
    await frame.locator('text=stopped after').first().waitFor();
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-continue');
  });
});
