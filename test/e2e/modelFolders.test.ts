import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TinyModel } from '../support/tinyModels/modelFolder';
import { robertaModel } from '../support/tinyModels/robertaModel';
import { useSession } from './useSession';

describe('models of folders, as a person chooses them', () => {
  const session = useSession({ folder: 'samples', viewport: { width: 1280, height: 1300 } });
  const made: TinyModel[] = [];
  after(() => made.forEach((model) => model.dispose()));

  const keep = (model: TinyModel): string => {
    made.push(model);
    return model.ref.folder;
  };

  /** Picks "Choose Model Folder…" in the picker of models, and a folder in VS Code's dialog. */
  async function chooseFolder(folder: string): Promise<void> {
    const { page } = session().workbench;
    const listed = page.locator('.quick-input-list');
    await listed.getByText('Choose Model Folder…').click();
    const box = page.locator('.quick-input-widget:visible input');
    // The dialog begins with a folder of its own, a moment after it is shown.
    await listed.getByText('..', { exact: true }).waitFor();
    await box.fill(`${folder}/`);
    // The dialog has read the folder when it lists what is in it.
    await listed.getByText('onnx', { exact: true }).waitFor();
    await session().workbench.press('Enter');
  }

  it('fills a mask with a folder’s model, chosen at the name below the result', async () => {
    const { workbench } = session();
    const folder = keep(robertaModel([' Paris'], { ĠParis: 9 }));
    writeFileSync(path.join(workbench.folder, 'masks.md'), 'I like [MASK].\n');
    await workbench.openFile('masks.md');
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    const footer = frame.locator('tokenscope-model-footer');
    await footer.getByRole('button', { name: 'bert-base-uncased' }).click();
    await chooseFolder(folder);
    await footer.getByRole('button', { name: path.basename(folder) }).waitFor();
    await frame.locator('tokenscope-mask-lists').getByText('Paris').first().waitFor();
    await workbench.picture('models-chosen-fill-mask');
  });
});
