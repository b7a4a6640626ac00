import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './useSession';

describe('two prompts, as a person compares them', () => {
  const session = useSession({ folder: 'samples' });

  it('compares a sentence with a prompt that is typed, and scores a continuation', async () => {
    const { workbench } = session();
    writeFileSync(path.join(workbench.folder, 'prompts.md'), 'The king of England spoke to the');
    await workbench.openFile('prompts.md');
    await workbench.editor.goTo(1, 8);
    await workbench.runCommand('Tokenscope: Compare Two Prompts');
    const frame = await workbench.webview('tokenscope-laboratory');
    const tab = frame.locator('tokenscope-context-shift');
    await tab.locator('h3', { hasText: '(start of a text)' }).waitFor();
    const field = (at: number) => tab.locator('tokenscope-text-field').nth(at).locator('input');
    await field(0).fill('She put her hand on the');
    await field(0).press('Enter');
    await tab.locator('h3', { hasText: 'her hand' }).waitFor();
    await field(1).fill('door of the house');
    await field(1).press('Enter');
    await tab.locator('.continuation').waitFor();
    const rows = tab.locator('.columns tbody tr');
    assert.equal(await rows.count(), 20);
    assert.equal(await tab.locator('.continuation tbody tr').count(), 5);
    const divergence = Number(await tab.locator('.divergence strong').innerText());
    assert.ok(divergence > 0.01 && divergence < 1, String(divergence));
    await workbench.picture('laboratory-two-prompts');
    await tab.locator('.columns').evaluate((columns) => columns.scrollIntoView());
    await workbench.picture('laboratory-two-prompts-tokens');
  });
});
