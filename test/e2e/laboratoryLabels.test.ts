import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { tinyReader } from '../support/tinyModels/fineTunedModels';
import { useSession } from './useSession';
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
    await workbench.picture('laboratory-labels-sentiment');

    await workbench.runCommand('Tokenscope: Find Named Entities');
    const part = frame.locator('tokenscope-entities-result button.part');
    await part.first().waitFor();
    await workbench.picture('laboratory-labels-entities');
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
    await workbench.picture('laboratory-labels-no-model');
  });

  it('answers a question by a model folder that is chosen from the disk', async () => {
    const { workbench } = session();
    const reader = tinyReader({
      words: { ' United': [6, 1], ' Nations': [1, 6], ' Berlin': [4, 4], ' Paris': [3, 4] },
    });
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.getByRole('button', { name: 'Choose Folder' }).click();
    const box = workbench.page.locator('.quick-input-widget:visible input');
    await box.waitFor();
    // The dialog begins with a folder of its own, a moment after it is shown.
    const listed = workbench.page.locator('.quick-input-list');
    await listed.getByText('..', { exact: true }).waitFor();
    await box.fill(`${reader.ref.folder}/`);
    // The dialog has read the folder when it lists what is in it.
    await listed.getByText('onnx', { exact: true }).waitFor();
    await workbench.press('Enter');
    const form = frame.locator('tokenscope-labels-form');
    await form.getByText('tokenscope tiny-reader').first().waitFor({ state: 'attached' });
    await frame.getByText('No model that answers questions').waitFor({ state: 'hidden' });
    await form.locator('vscode-textfield input').fill('Whom did they talk about?');
    await form.locator('vscode-textfield input').press('Enter');
    const best = frame.locator('tokenscope-answers-result mark').first();
    await best.waitFor();
    assert.equal((await best.innerText()).trim(), 'United Nations');
    await workbench.picture('laboratory-labels-answer');
    await workbench.page.getByRole('button', { name: 'Maximize Panel' }).first().click();
    await workbench.picture('laboratory-labels-answer-tall');
    await workbench.page.getByRole('button', { name: 'Restore Panel' }).first().click();
    await workbench.page.setViewportSize({ width: 700, height: 800 });
    await workbench.picture('laboratory-labels-narrow');
    reader.dispose();
  });
});
