import { EventEmitter, workspace } from 'vscode';
import { Setting } from '../../common/contributions';
import type { ModelTask } from '../../common/protocol/model/models';
import { Disposables } from '../lifecycle/disposables';
import { clearSetting, updateSetting, type Settings } from '../settings/settings';

/** The tasks whose model a setting names. */
export const choosableTasks = ['fill-mask', 'text-generation'] as const;
export type ChoosableTask = (typeof choosableTasks)[number];

/** The setting that names the model of a task; empty for the bundled one. */
const settingOf = {
  'fill-mask': Setting.fillMaskModel,
  'text-generation': Setting.completionModel,
} as const satisfies Record<ChoosableTask, string>;

export function isChoosable(task: ModelTask): task is ChoosableTask {
  return (choosableTasks as readonly string[]).includes(task);
}

/** Which model the user chose for a task. */
export class ModelChoice extends Disposables {
  readonly #didChange = this.add(new EventEmitter<ChoosableTask>());
  readonly onDidChange = this.#didChange.event;

  constructor(private readonly settings: Settings) {
    super();
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        for (const task of choosableTasks) {
          if (event.affectsConfiguration(settingOf[task])) {
            this.#didChange.fire(task);
          }
        }
      }),
    );
  }

  /** Id of the model that was chosen; null for the bundled one. */
  of(task: ModelTask): string | null {
    const id = isChoosable(task) ? this.settings.string(settingOf[task]).trim() : '';
    return id === '' ? null : id;
  }

  /** @param id null for the bundled model. */
  async choose(task: ChoosableTask, id: string | null): Promise<void> {
    await updateSetting(settingOf[task], id ?? undefined);
  }

  /** No task names this model any more. */
  async forget(id: string): Promise<void> {
    for (const task of choosableTasks) {
      await clearSetting(settingOf[task], id);
    }
  }
}
