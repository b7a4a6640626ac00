import { l10n, window } from 'vscode';
import { Command } from '../../../common/contributions';
import { isFineTuned, type FineTunedModel } from '../../../common/models/installedModel';
import {
  bundledHead,
  type LabelsForm,
  type LabelTask,
} from '../../../common/protocol/views/laboratory/labels';
import { registerReported } from '../../errors/commands';
import { Disposables } from '../../lifecycle/disposables';
import type { InstalledModels } from '../../models/installedModels';
import type { ModelFeatureParts } from '../../models/modelFeatureParts';
import type { LabSession } from '../labSession';
import { bundledHeads, tasksOf } from './heads';

/** The commands of the labels tool, which set its form. */
export class LabelsCommands extends Disposables {
  /** @param run runs the tool on the active editor, and shows it. */
  constructor(
    private readonly session: LabSession,
    models: InstalledModels,
    { errors }: ModelFeatureParts,
    private readonly run: (form: LabelsForm) => Promise<void>,
  ) {
    super();
    this.add(registerReported(Command.classify, errors, () => this.#start('classification')));
    this.add(registerReported(Command.findEntities, errors, () => this.#start('entities')));
    this.add(registerReported(Command.answerQuestion, errors, (given) => this.#ask(given)));
    this.add(models.onDidAdd((model) => isFineTuned(model) && void this.#use(model)));
    this.add(models.onDidRemove((model) => isFineTuned(model) && void this.#forget(model)));
  }

  get #form(): LabelsForm {
    // The view and the sessions treat forms as plain data.
    return this.session.state.form as LabelsForm;
  }

  #start(task: LabelTask): Promise<void> {
    return this.run({ ...this.#form, task });
  }

  /** @param given a question, for those who run the command by program. */
  async #ask(given: unknown): Promise<void> {
    const question =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: l10n.t('Answer a Question from the Text'),
            prompt: l10n.t('The answer is a part of the selection, paragraph or document.'),
            value: this.#form.question,
            ignoreFocusOut: true,
          });
    if (question !== undefined) {
      await this.run({ ...this.#form, task: 'answer', question });
    }
  }

  /** A fine-tuned model that was added is what the user wants to use. */
  async #use({ id, task: kind }: FineTunedModel): Promise<void> {
    const task = tasksOf[kind];
    const models = { ...this.#form.models, [task]: id };
    await this.session.changeForm({ ...this.#form, task, models });
  }

  /** A form that named a model which was removed names the bundled one again. */
  async #forget({ id, task: kind }: FineTunedModel): Promise<void> {
    const task = tasksOf[kind];
    const { models } = this.#form;
    if (models[task] === id) {
      const other = bundledHeads[task] ? bundledHead : '';
      await this.session.changeForm({ ...this.#form, models: { ...models, [task]: other } });
    }
  }
}
