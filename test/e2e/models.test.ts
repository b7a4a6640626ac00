import assert from 'node:assert/strict';
import { useSession } from './useSession';
import { until } from './until';

describe('models, as a person sees them', () => {
  const session = useSession({ folder: 'samples', viewport: { width: 1280, height: 1300 } });

  const row = (name: string) =>
    session().workbench.page.locator('.pane-body .monaco-list-row').filter({ hasText: name });

  it('loads and unloads a model by its buttons', async () => {
    const { workbench } = session();
    await workbench.openContainer('Tokenscope');
    await workbench.expandView('Models');
    await row('gpt2-starter').hover();
    await row('gpt2-starter').getByRole('button', { name: 'Load Model' }).click();
    await row('gpt2-starter').filter({ hasText: 'loaded' }).waitFor();
    await workbench.screenshot('models-loaded');
    await row('gpt2-starter').hover();
    await row('gpt2-starter').getByRole('button', { name: 'Unload Model' }).click();
    await until('the model to be unloaded', async () =>
      (await row('gpt2-starter').innerText()).includes('loaded') ? undefined : true,
    );
  });

  it('opens the model’s card with its licence', async () => {
    const { workbench } = session();
    await row('bert-base-uncased').hover();
    await row('bert-base-uncased').getByRole('button', { name: 'Open Model Card' }).click();
    await workbench.page.locator('.tab.active', { hasText: 'README' }).waitFor();
    const frame = await workbench.webview('text=Apache-2.0');
    assert.match(await frame.locator('body').innerText(), /bert-base-uncased, 4-bit/);
    await workbench.screenshot('models-card');
  });
});
