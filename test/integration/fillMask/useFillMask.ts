import { commands, type TextEditor } from 'vscode';
import type { FillMaskState } from '../../../src/common/protocol/views/fillMask';
import type { Internals } from '../../../src/extension';
import { closeAll, tokenscope } from '../support';

export interface FillMaskUse {
  readonly internals: () => Internals;
  /** Runs a command on the active editor; the result is what the view shows then. */
  readonly fill: (command?: string) => Promise<FillMaskState>;
}

/** Fill Mask for the tests of a `describe`, each of which begins without editors. */
export function useFillMask(): FillMaskUse {
  let internals: Internals | undefined;
  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);
  return {
    internals: () => internals!,
    fill: async (command = 'tokenscope.fillMask.fill') => {
      await commands.executeCommand(command);
      return internals!.fillMask.state;
    },
  };
}

/** The candidates for a mask, the likeliest first. */
export function words({ masks }: FillMaskState, mask = 0): string[] {
  return (masks[mask]?.candidates ?? []).map(({ text }) => text);
}

export function textOf(editor: TextEditor): string {
  return editor.document.getText();
}
