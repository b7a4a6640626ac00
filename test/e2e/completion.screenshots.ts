import type { Frame } from 'playwright-core';
import { useSession } from './useSession';

/** The pictures of the Continue view in docs/gpt2.md. */
describe('screenshots of the Continue view', () => {
  const session = useSession({
    folder: 'samples',
    viewport: { width: 1120, height: 860 },
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'editor.minimap.enabled': false,
      'editor.lightbulb.enabled': 'off',
      'tokenscope.completion.seed': 11,
      'tokenscope.completion.maxNewTokens': 32,
    },
  });

  const settled = async (): Promise<Frame> => {
    const { workbench } = session();
    const frame = await workbench.webview('tokenscope-completion');
    await frame.locator('text=/stopped after|ended the text/').first().waitFor();
    await frame.locator('main[aria-busy=false]').waitFor();
    await workbench.page.waitForTimeout(400);
    return frame;
  };
  const start = async (): Promise<Frame> => {
    const { workbench } = session();
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.press('End');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    return settled();
  };

  it('of the alternatives of a token, and of branches', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await start();
    for (const name of ['Tokens', 'Fill Mask']) await workbench.collapseView(name);
    const frame = await settled();
    const tokens = frame.locator('tokenscope-token-text .token');
    await tokens.nth(6).hover();
    await frame.getByRole('dialog', { name: 'Alternatives' }).waitFor();
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-continue-alternatives');
    await tokens.nth(6).click();
    await frame.locator('tokenscope-token-card button[aria-disabled=false]').first().click();
    await settled();
    await frame.getByRole('button', { name: 'Extend' }).click();
    await settled();
    await frame.getByText('Branches', { exact: true }).click();
    await frame.getByRole('tree', { name: 'Branches' }).waitFor();
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-continue-branches');
    await frame.getByText('Branches', { exact: true }).click();
  });

  it('of the next token', async () => {
    const { workbench } = session();
    const frame = await settled();
    await frame.getByText('Next token', { exact: true }).click();
    await frame.locator('tokenscope-next-token-panel button.row').first().waitFor();
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot('readme-continue-next-token');
    await frame.getByText('Next token', { exact: true }).click();
  });

  it('of samples', async () => {
    const { workbench } = session();
    const frame = await settled();
    await frame.getByText('Settings', { exact: true }).click();
    const field = frame.getByLabel('Samples').first();
    await field.fill('3');
    await field.press('Tab');
    await frame.getByText('Settings', { exact: true }).click();
    await start();
    await workbench.screenshot('readme-continue-samples');
  });
});
