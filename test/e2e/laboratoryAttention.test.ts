import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './harness';

describe('attention, as a person looks at it', () => {
  const session = useSession({
    folder: 'samples',
    settings: { 'workbench.colorTheme': 'Default Light Modern' },
  });

  it('draws heads, masks a token, and shows a matrix and the rollout', async () => {
    const { workbench } = session();
    const text = 'The animal did not cross the street because it was too tired.';
    writeFileSync(path.join(workbench.folder, 'attention.md'), text);
    await workbench.openFile('attention.md');
    await workbench.editor.goTo(1);
    await workbench.runCommand('Tokenscope: Show Attention');
    const frame = await workbench.webview('tokenscope-laboratory');
    const tab = frame.locator('tokenscope-attention');
    await tab.locator('button.token').first().waitFor();
    await workbench.page.waitForTimeout(1000);
    await workbench.screenshot('laboratory-attention-lines');
    assert.equal(await tab.locator('button.token').count(), 2 * 15);

    await tab.locator('tokenscope-head-grid canvas').click({ position: { x: 10, y: 60 } });
    await tab.locator('button.token', { hasText: 'tired' }).first().click();
    await tab.locator('td', { hasText: 'masked' }).waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('laboratory-attention-masked');
    assert.ok((await tab.locator('button.token', { hasText: '[MASK]' }).count()) >= 2);

    await workbench.page.keyboard.press('Escape');
    await tab.locator('td', { hasText: 'masked' }).waitFor({ state: 'detached' });

    const choices = tab.locator('tokenscope-attention-result tokenscope-select-field');
    await choices.nth(1).locator('vscode-single-select').click();
    await frame.getByRole('option', { name: 'Matrix' }).click();
    await choices.nth(0).locator('vscode-single-select').click();
    await frame.getByRole('option', { name: 'Rollout to here' }).click();
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('laboratory-attention-matrix');
    assert.equal(await tab.locator('.upright').count(), 15);
  });
});
