import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './harness';
import { until } from './until';

const text = `# Notes

Angela Merkel met Barack Obama in Berlin. They talked about the United Nations and the University of Oxford. Obama praised Berlin. The concert in Paris was wonderful, funny and moving. The food at the hotel was terrible and the staff were rude.
`;

describe('the laboratory’s labels, as a person uses them', () => {
  const session = useSession({ folder: 'samples' });

  it('labels sentences, then finds entities by the form, and shows one by a click', async () => {
    const { workbench } = session();
    writeFileSync(path.join(workbench.folder, 'letters.md'), text);
    await workbench.openFile('letters.md');
    await workbench.editor.goTo(3);
    await workbench.runCommand('Tokenscope: Classify Sentences');
    const frame = await workbench.webview('tokenscope-laboratory');
    const rows = frame.locator('tokenscope-classification-result tbody tr');
    await rows.first().waitFor();
    assert.equal(await rows.count(), 5);
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('laboratory-labels-sentiment');

    await workbench.runCommand('Tokenscope: Find Named Entities');
    const part = frame.locator('tokenscope-entities-result button.part');
    await part.first().waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('laboratory-labels-entities');
    await part.filter({ hasText: 'Berlin' }).first().click();
    await until('Berlin selected', async () =>
      (await workbench.statusItem('6 selected').count()) > 0 ? true : undefined,
    );

    const form = frame.locator('tokenscope-labels-form');
    await form.locator('vscode-single-select').first().click();
    await form
      .locator('vscode-single-select')
      .first()
      .getByText('Answer a question')
      .last()
      .click();
    await frame.getByText('No model that answers questions is bundled').waitFor();
    await workbench.page.waitForTimeout(300);
    await workbench.screenshot('laboratory-labels-no-model');
  });
});
