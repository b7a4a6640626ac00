import { EventEmitter } from 'vscode';
import { Disposables } from '../../lifecycle/disposables';
import type { CachedEntries } from '../../models/cachedEntries';
import type { InstalledModels } from '../../models/installedModels';
import type { CachedModel } from '../hub/cachedModels';
import type { Hub } from '../hub/hub';

/** The models of the cache that have what a model needs and are not on the list, whoever put them there. */
export class CachedList extends Disposables implements CachedEntries {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;
  #found: readonly CachedModel[] = [];
  #looks = 0;

  constructor(
    private readonly hub: Hub,
    private readonly installed: InstalledModels,
  ) {
    super();
    this.add(installed.onDidChange(() => void this.look()));
  }

  get all(): readonly CachedModel[] {
    const known = new Set(this.installed.all.map(({ folder }) => folder));
    return this.#found.filter(({ folder }) => !known.has(folder));
  }

  /** Reads names and sizes only. A cache that a wrong setting names holds nothing. */
  async look(): Promise<void> {
    const look = ++this.#looks;
    const found = await this.hub.cachedModels().catch((): CachedModel[] => []);
    // Of two looks that overlap, the later one saw what is there now.
    if (look === this.#looks) {
      this.#found = found.filter(isWhole);
      this.#didChange.fire();
    }
  }
}

function isWhole({ files }: CachedModel): boolean {
  return (
    ['config.json', 'tokenizer.json'].every((name) => files.some(({ path }) => path === name)) &&
    files.some(({ path }) => path.endsWith('.onnx'))
  );
}
