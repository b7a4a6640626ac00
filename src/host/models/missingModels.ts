import { EventEmitter, Uri, workspace } from 'vscode';
import type { InstalledModel } from '../../common/models/installedModel';
import { Disposables } from '../lifecycle/disposables';
import type { InstalledModels } from './installedModels';

/** Which installed models have lost their folder: moved, deleted, or on a drive that is not there. */
export class MissingModels extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;
  #ids: ReadonlySet<string> = new Set();
  #looks = 0;

  constructor(private readonly installed: InstalledModels) {
    super();
    this.add(installed.onDidChange(() => void this.look()));
    void this.look();
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Looks for all folders anew. */
  async look(): Promise<void> {
    const look = ++this.#looks;
    const found = await Promise.all(
      this.installed.all.map(async (model) => ((await isThere(model)) ? [] : [model.id])),
    );
    const ids = new Set(found.flat());
    if (look === this.#looks && [...ids].join('\n') !== [...this.#ids].join('\n')) {
      this.#ids = ids;
      this.#didChange.fire();
    }
  }
}

/** Whether the folder of a model is there. */
export async function isThere({ folder }: InstalledModel): Promise<boolean> {
  return workspace.fs.stat(Uri.joinPath(Uri.file(folder), 'config.json')).then(
    () => true,
    () => false,
  );
}
