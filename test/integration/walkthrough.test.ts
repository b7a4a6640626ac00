import assert from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';
import type { Internals } from '../../src/extension';
import { closeAll, showText, tokenscope, until } from './support';

interface Manifest {
  contributes: { walkthroughs: { steps: { description: string }[] }[] };
}

describe('the walkthrough', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  beforeEach(closeAll);
  afterEach(closeAll);

  /** Runs the button whose command names `inner`, as its link in the manifest does. */
  const press = async (inner: string): Promise<void> => {
    const { contributes } = extensions.getExtension('tokenscope.tokenscope')!
      .packageJSON as Manifest;
    const links = contributes.walkthroughs
      .flatMap(({ steps }) => steps)
      .flatMap(({ description }) => [...description.matchAll(/\(command:([\w.]+)\?([^)]*)\)/g)])
      .map(([, command = '', args = '']) => ({
        command,
        args: JSON.parse(decodeURIComponent(args)) as unknown[],
      }));
    const link = links.find(({ args }) => args.includes(inner));
    assert.ok(link, `no button for ${inner}`);
    await commands.executeCommand(link.command, ...link.args);
  };

  it('opens the sample first when no editor is open', async () => {
    await press('tokenscope.fillMask.fill');
    assert.equal(internals.fillMask.state.masks[0]?.candidates[0]?.text, 'paris');
    await closeAll();
    await press('tokenscope.completion.continue');
    assert.match(internals.completion.state.prompt, /already burning\.$/);
    await closeAll();
    await press('tokenscope.tokens.toggle');
    await until('the tokens', () => {
      const editor = window.activeTextEditor;
      const shown = editor && internals.tokens.decorator(editor)?.shown;
      return shown && shown.drawing.segments.even.length > 20;
    });
  });

  it('works on the open editor when there is one', async () => {
    const { document } = await showText('Rome is the [MASK] of Italy.');
    await press('tokenscope.fillMask.fill');
    assert.equal(window.activeTextEditor?.document, document);
    assert.equal(internals.fillMask.state.masks[0]?.candidates[0]?.text, 'capital');
  });
});
