import { l10n, Uri, window } from 'vscode';
import { Command } from '../../../common/contributions';
import type { FineTunedModel } from '../../../common/models/fineTuned';
import { unloadModel } from '../../../common/protocol/model/models';
import {
  bundledHead,
  type LabelsForm,
  type LabelTask,
} from '../../../common/protocol/views/laboratory/labels';
import { registerReported } from '../../errors/commands';
import { Disposables } from '../../lifecycle/disposables';
import type { ModelFeatureParts } from '../../models/modelFeatureParts';
import type { LabSession } from '../labSession';
import { chooseFolder } from './chooseFolder';
import type { FineTunedModels } from './fineTunedModels';
import { bundledHeads, tasksOf } from './heads';

/** The commands of the labels tool, which set its form. */
export class LabelsCommands extends Disposables {
  /** @param run runs the tool on the active editor, and shows it. */
  constructor(
    private readonly session: LabSession,
    private readonly models: FineTunedModels,
    private readonly parts: ModelFeatureParts,
    private readonly run: (form: LabelsForm) => Promise<void>,
  ) {
    super();
    const { errors } = parts;
    this.add(registerReported(Command.classify, errors, () => this.#start('classification')));
    this.add(registerReported(Command.findEntities, errors, () => this.#start('entities')));
    this.add(registerReported(Command.answerQuestion, errors, (given) => this.#ask(given)));
    this.add(
      registerReported(Command.chooseModelFolder, errors, (given) =>
        this.#choose(given instanceof Uri ? given : undefined),
      ),
    );
  }

  /** Forgets a model folder; forms that named it name the bundled model again. */
  async remove(id: string): Promise<void> {
    const model = this.models.find(id);
    if (!model) {
      return;
    }
    const task = tasksOf[model.task];
    const { models } = this.#form;
    if (models[task] === id) {
      const other = bundledHeads[task] ? bundledHead : '';
      await this.session.changeForm({ ...this.#form, models: { ...models, [task]: other } });
    }
    await this.models.remove(id);
    if (this.parts.registry.loaded(id)) {
      await this.parts.worker.request(unloadModel, { id });
    }
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

  /** Resolves to the new model's id, for those who run the command by program. */
  async #choose(given: Uri | undefined): Promise<string | undefined> {
    const model = await chooseFolder(given, this.models, this.parts.worker);
    if (model) {
      await this.#use(model);
    }
    return model?.id;
  }

  async #use({ id, task: kind }: FineTunedModel): Promise<void> {
    const task = tasksOf[kind];
    const models = { ...this.#form.models, [task]: id };
    await this.session.changeForm({ ...this.#form, task, models });
  }
}
