import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { damages, layOutDamaged } from '../support/damagedModel';
import { useSession } from './useSession';

const [missing, truncated] = damages;

describe('with damaged models, as a person sees it', () => {
  let extension = '';
  const files = { bert: '', gpt2: '' };
  const session = useSession({
    folder: 'samples',
    extension: () => {
      extension = mkdtempSync(path.join(tmpdir(), 'tokenscope-damaged-'));
      for (const part of ['package.json', 'package.nls.json', 'dist', 'media']) {
        symlinkSync(path.join(root, part), path.join(extension, part));
      }
      const models = path.join(extension, 'models');
      mkdirSync(models);
      symlinkSync(path.join(root, 'models', 'tokenizers'), path.join(models, 'tokenizers'));
      const layOut = (id: string, damage: typeof missing): string => {
        assert.ok(damage);
        const file = layOutDamaged(
          id,
          path.join(root, 'models', id),
          path.join(models, id),
          damage,
        );
        // The window knows the folder by the name under which it is installed.
        return path.relative(extension, file);
      };
      files.bert = layOut('bert-base-uncased', missing);
      files.gpt2 = layOut('gpt2-starter', truncated);
      return extension;
    },
  });
  after(() => rmSync(extension, { recursive: true, force: true }));

  /** Runs a command on the line, and finds sentence, file and button in the view and in the message. */
  const sees = async (line: number, command: string, view: string, file: string): Promise<void> => {
    const { workbench } = session();
    await workbench.editor.goTo(line, 5);
    await workbench.runCommand(command);
    const frame = await workbench.webview(view);
    const banner = frame.getByRole('alert');
    await banner.filter({ hasText: file }).filter({ hasText: 'reinstall Tokenscope' }).waitFor();
    await frame.getByRole('button', { name: 'Show in Extensions' }).waitFor();
    await workbench.notices.toast(file).waitFor();
    await workbench.picture(`damaged-${view}`);
    await workbench.notices.clear();
  };

  it('names the missing file of BERT, and says what to do', async () => {
    await session().workbench.openFile('welcome.md');
    await sees(13, 'Tokenscope: Fill [MASK]', 'tokenscope-fill-mask', files.bert);
  });

  it('names the truncated file of GPT-2, and says what to do', async () => {
    await sees(21, 'Tokenscope: Continue with GPT-2', 'tokenscope-completion', files.gpt2);
  });
});
