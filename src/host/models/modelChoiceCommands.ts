import { commands } from 'vscode';
import { Command } from '../../common/contributions';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { InstalledModels } from './installedModels';
import { isChoosable, type ChoosableTask, type ModelChoice } from './modelChoice';
import { pickModel } from './modelPicker';
import type { ModelRegistry } from './modelRegistry';

/** The commands that choose the model of a task. */
export class ModelChoiceCommands extends Disposables {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly choice: ModelChoice,
    installed: InstalledModels,
    errors: ErrorReporter,
  ) {
    super();
    this.add(
      registerReported(Command.selectFillMaskModel, errors, (given) =>
        this.#select('fill-mask', given),
      ),
    );
    this.add(
      registerReported(Command.selectCompletionModel, errors, (given) =>
        this.#select('text-generation', given),
      ),
    );
    this.add(registerReported(Command.useModel, errors, (given) => this.#use(given)));
    this.add(installed.onDidRemove(({ id }) => void choice.forget(id)));
  }

  /** @param given an id, for those who run the command by program; else the user is asked. */
  async #select(task: ChoosableTask, given: unknown): Promise<void> {
    if (typeof given === 'string') {
      await this.#choose(task, given);
      return;
    }
    const answer = await pickModel(task, this.choice.of(task), this.registry);
    if (answer?.action === 'choose') {
      await this.#choose(task, answer.model.id);
    } else if (answer) {
      const id = await (answer.action === 'folder'
        ? commands.executeCommand<string | undefined>(Command.chooseModelFolder)
        : commands.executeCommand<string | undefined>(Command.addModel, { task }));
      if (id !== undefined) {
        await this.#choose(task, id);
      }
    }
  }

  /** From the Models view: for whatever task the model is made. */
  async #use(given: unknown): Promise<void> {
    const { id } = (given ?? {}) as { readonly id?: string };
    if (id === undefined) {
      return;
    }
    const { task } = this.registry.get(id);
    if (isChoosable(task)) {
      await this.#choose(task, id);
    }
  }

  /** @throws TokenscopeError `UnknownModel` or `WrongModelKind`. */
  async #choose(task: ChoosableTask, id: string): Promise<void> {
    const model = this.registry.forTask(task, id);
    await this.choice.choose(task, model.source === 'bundled' ? null : model.id);
  }
}
