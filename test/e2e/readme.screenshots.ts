import { useSession } from './harness';
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

  it('of a filled mask', async () => {
    const { workbench } = session();
    await workbench.editor.goTo(13, 5);
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    await frame.locator('[role=option]').filter({ hasText: 'paris' }).first().waitFor();
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-fill-mask');
  });

  it('of a continuation', async () => {
    const { workbench } = session();
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
