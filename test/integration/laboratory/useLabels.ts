import { commands } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabelsForm, LabelsView } from '../../../src/common/protocol/views/laboratory/labels';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import { closeAll, tokenscope } from '../support';

const fresh: LabelsForm = {
  task: 'classification',
  scope: 'selection',
  models: { classification: 'bundled', entities: 'bundled', answer: '' },
  question: '',
};

/** Labels for the tests of a `describe`, each of which begins with a fresh form and no model but the bundled. */
export function useLabels() {
  let internals: Internals | undefined;
  const session = () => internals!.laboratory.session('labels');
  const state = () => session().state as LabState<LabelsForm, LabelsView>;
  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(async () => {
    for (const { id } of internals!.installed.all) {
      await internals!.installed.remove(id);
    }
    await session().changeForm(fresh);
    await closeAll();
  });
  return {
    fresh,
    internals: () => internals!,
    session,
    state,
    /** Runs a command of the laboratory; the result is what it shows then. */
    run: async (command: string, argument?: unknown) => {
      await commands.executeCommand(`tokenscope.laboratory.${command}`, argument);
      return state();
    },
  };
}
