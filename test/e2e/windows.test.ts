import { useSession } from './useSession';
import type { Workbench } from './workbench';

describe('two windows at once', () => {
  const session = useSession({ folder: 'samples' });

  const fill = async (workbench: Workbench): Promise<void> => {
    await workbench.openFile('welcome.md');
    await workbench.editor.goTo(13, 5);
    await workbench.runCommand('Tokenscope: Fill [MASK]');
    const frame = await workbench.webview('tokenscope-fill-mask');
    await frame.locator('[role=option]').filter({ hasText: 'paris' }).first().waitFor();
  };

  it('fill their masks side by side, each with processes of its own', async () => {
    const first = session().workbench;
    const second = await session().openWindow();
    await fill(first);
    await fill(second);
    await second.page.close();
    await first.runCommand('Tokenscope: Restart Worker Processes');
    await fill(first);
  });
});
