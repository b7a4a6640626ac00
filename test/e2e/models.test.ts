import assert from 'node:assert/strict';
import { useSession } from './useSession';
import { until } from './until';

describe('models, as a person sees them', () => {
  const session = useSession({ folder: 'samples', viewport: { width: 1280, height: 1300 } });

  it('loads and unloads a model by its buttons', async () => {
    const { workbench } = session();
    const row = workbench.treeRows('gpt2-starter');
    // Suites before this one may have loaded it.
    await workbench.runCommand('Tokenscope: Restart Worker Processes');
    await workbench.openContainer('Tokenscope');
    await workbench.expandView('Models');
    await workbench.pressInTree('gpt2-starter', 'Load Model');
    await row.filter({ hasText: 'loaded' }).waitFor();
    await workbench.picture('models-loaded');
    await workbench.pressInTree('gpt2-starter', 'Unload Model');
    await until('the model to be unloaded', async () =>
      (await row.innerText()).includes('loaded') ? undefined : true,
    );
  });

  it('opens the model’s card with its licence', async () => {
    const { workbench } = session();
    await workbench.pressInTree('bert-base-uncased', 'Open Model Card and Licence');
    await workbench.page.locator('.tab.active', { hasText: 'README' }).waitFor();
    const frame = await workbench.webview('text=Apache-2.0');
    assert.match(await frame.locator('body').innerText(), /bert-base-uncased, 4-bit/);
    await workbench.picture('models-card');
  });
});
