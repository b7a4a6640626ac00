import { EventEmitter, type Memento } from 'vscode';
import type { FineTunedModel } from '../../../common/models/fineTuned';
import { Disposables } from '../../lifecycle/disposables';

const key = 'laboratory.fineTunedModels';

/** The model folders that the user chose, for all windows of this machine. */
export class FineTunedModels extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;

  /** @param memento of the user, not of a workspace; it must not be synchronized: paths differ. */
  constructor(private readonly memento: Memento) {
    super();
  }

  /** In the order in which they were chosen. Read anew each time: another window may have changed it. */
  get all(): readonly FineTunedModel[] {
    return this.memento.get<readonly FineTunedModel[]>(key, []);
  }

  find(id: string): FineTunedModel | undefined {
    return this.all.find((model) => model.id === id);
  }

  /** The id that a folder has, or is to have: its own name, numbered when another folder has it. */
  idFor(folder: string, taken: ReadonlySet<string>): string {
    const known = this.all.find((model) => model.folder === folder);
    if (known) {
      return known.id;
    }
    const name = folder.split(/[\\/]/).findLast((part) => part !== '') ?? 'model';
    const used = new Set([...taken, ...this.all.map(({ id }) => id)]);
    let id = name;
    for (let number = 2; used.has(id); number++) {
      id = `${name} (${number})`;
    }
    return id;
  }

  /** Remembers a model; it replaces the one of the same id. */
  async keep(model: FineTunedModel): Promise<void> {
    await this.#store([...this.all.filter(({ id }) => id !== model.id), model]);
  }

  /** Forgets a model; its files stay. */
  async remove(id: string): Promise<void> {
    await this.#store(this.all.filter((model) => model.id !== id));
  }

  async #store(all: readonly FineTunedModel[]): Promise<void> {
    const stored = this.memento.update(key, all);
    // The memento has the new value at once; only writing it to the disk takes time.
    this.#didChange.fire();
    await stored;
  }
}
