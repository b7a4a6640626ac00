import type { Frame } from 'playwright-core';
import { useSession } from './useSession';
import { until } from './until';

/** The paragraph ends where the sample ends it. */
const untouched = /already burning\.\s*$/m;

describe('continue with GPT-2, as a person does it', () => {
  const session = useSession({ folder: 'samples', settings: { 'tokenscope.completion.seed': 11 } });

  const view = (): Promise<Frame> => session().workbench.webview('tokenscope-completion');
  const stopped = async (): Promise<Frame> => {
    const frame = await view();
    await frame.locator('text=/stopped after|stopped by you|ended the text/').first().waitFor();
    return frame;
  };

  it('streams a continuation of the paragraph at the cursor', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.editor.click('lighthouse');
    await workbench.press('End');
    await workbench.press('End');
    await workbench.runCommand('Tokenscope: Continue with GPT-2');
    const frame = await stopped();
    await frame.locator('text=tokens/s').first().waitFor();
    await workbench.picture('continue');
  });

  it('inserts it at the cursor, and takes it back with one undo', async () => {
    const { workbench } = session();
    const frame = await view();
    await frame.getByText('Insert at Cursor').click();
    await until('the text in the editor', async () =>
      untouched.test(await workbench.editor.visibleText()) ? undefined : true,
    );
    await workbench.picture('continue-inserted');
    // The focus is back in the editor after the click on the button.
    await workbench.page.waitForFunction(() => document.activeElement?.tagName !== 'IFRAME');
    await workbench.editor.focused();
    await workbench.press('ControlOrMeta+Z');
    await until('the text as before', async () =>
      untouched.test(await workbench.editor.visibleText()) ? true : undefined,
    );
  });

  it('changes a setting in the form, and stops a long run by Escape', async () => {
    const { workbench } = session();
    const frame = await view();
    await frame.getByText('Settings', { exact: true }).click();
    const field = frame.getByLabel('New tokens').first();
    await field.fill('400');
    await field.press('Tab');
    // The most likely text goes on for long; a sampled one can end before the key is pressed.
    await frame.getByText('Greedy').first().click();
    await workbench.picture('continue-form');
    await workbench.editor.click('lighthouse');
    await workbench.press('Shift+Alt+T');
    await workbench.press('c');
    await frame.getByRole('button', { name: 'Stop' }).waitFor();
    // The editor can take an Escape for something of its own, such as a hover that just opened.
    await until('the stop', async () => {
      await workbench.press('Escape');
      return (await frame.locator('text=stopped by you').count()) > 0 ? true : undefined;
    });
    await workbench.picture('continue-stopped');
  });

  it('shows an impossible value in the form itself', async () => {
    const { workbench } = session();
    const frame = await view();
    await frame.getByText('Greedy').first().click();
    const field = frame.getByLabel('Temperature').first();
    await field.fill('-3');
    await field.press('Tab');
    await frame.locator('text=/from 0.01 to 10|between 0.01 and 10/i').first().waitFor();
    await workbench.picture('continue-bad-value');
  });
});
