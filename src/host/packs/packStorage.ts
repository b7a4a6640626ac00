import { Uri, workspace } from 'vscode';
import type { InstalledModel } from '../../common/models/installedModel';
import { Disposables } from '../lifecycle/disposables';
import type { InstalledModels } from '../models/installedModels';
import { isInside } from './modelsOfPack';

/** Windows deletes no file that a process has open: the model may yet have to be unloaded. */
const attempts = 5;
const pauseMilliseconds = 1_000;

/** Deletes the files of an imported model with the last of its precisions: nobody else has them. */
export class PackStorage extends Disposables {
  constructor(
    private readonly storage: Uri,
    private readonly installed: InstalledModels,
  ) {
    super();
    this.add(installed.onDidRemove((model) => void this.#deleteFiles(model)));
  }

  async #deleteFiles({ folder }: InstalledModel): Promise<void> {
    const used = (): boolean => this.installed.all.some((other) => other.folder === folder);
    if (!isInside(this.storage, folder)) {
      return;
    }
    for (let attempt = 1; attempt <= attempts && !used(); attempt++) {
      try {
        await workspace.fs.delete(Uri.file(folder), { recursive: true });
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
      }
    }
  }
}
