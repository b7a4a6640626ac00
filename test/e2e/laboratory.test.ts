import assert from 'node:assert/strict';
import { useSession } from './harness';

describe('the laboratory, as a person uses it', () => {
  const session = useSession({ folder: 'samples' });

  it('scores next sentences of the paragraph at the cursor', async () => {
    const { workbench } = session();
    await workbench.openFile('welcome.md');
    await workbench.editor.goTo(3);
    await workbench.runCommand('Tokenscope: Next Sentence');
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.locator('tokenscope-next-sentence td').first().waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('laboratory-next-sentence');
    assert.ok((await frame.locator('tokenscope-next-sentence tbody tr').count()) >= 1);
  });
});
