import { EventEmitter, type Memento } from 'vscode';
import { folderName } from '../../common/models/folderName';
import { familyOf, type InstalledModel } from '../../common/models/installedModel';
import { bundledModels } from '../../common/models/modelCatalog';
import { bundledHead } from '../../common/protocol/views/laboratory/labels';
import { Disposables } from '../lifecycle/disposables';

const key = 'models.installed';

/** Ids that no installed model can have. */
export const reservedIds: ReadonlySet<string> = new Set([
  bundledHead,
  ...bundledModels.map(({ id }) => id),
]);

/** What the id of a model is made of. */
export interface ModelPlace {
  /** Name that it is to have: of the folder, or of the repository. */
  readonly name: string;
  /** As {@link familyOf} gives it. */
  readonly family: string;
  readonly precision: string;
}

/** The models that the user put on this machine, for all windows of it. */
export class InstalledModels extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;
  readonly #didAdd = this.add(new EventEmitter<InstalledModel>());
  /** Fires after a model was added, or looked at anew. */
  readonly onDidAdd = this.#didAdd.event;
  readonly #didRemove = this.add(new EventEmitter<InstalledModel>());
  /** Fires after a model was forgotten. */
  readonly onDidRemove = this.#didRemove.event;

  /** @param memento of the user, not of a workspace; it must not be synchronized: paths differ. */
  constructor(private readonly memento: Memento) {
    super();
  }

  /** In the order in which they came. Read anew each time: another window may have changed it. */
  get all(): readonly InstalledModel[] {
    return this.memento.get<readonly InstalledModel[]>(key, []);
  }

  find(id: string): InstalledModel | undefined {
    return this.all.find((model) => model.id === id);
  }

  /**
   * The id that a model has, or is to have: its name; with the precision behind it when another
   * precision of it is there, with a number when another model has that.
   */
  idFor({ name, family, precision }: ModelPlace): string {
    const relatives = this.all.filter((model) => familyOf(model) === family);
    const known = relatives.find((model) => model.precision === precision);
    if (known) {
      return known.id;
    }
    const used = new Set([...reservedIds, ...this.all.map(({ id }) => id)]);
    const base = relatives.length > 0 ? `${name} (${precision})` : name;
    let id = base;
    for (let number = 2; used.has(id); number++) {
      id = `${base} (${number})`;
    }
    return id;
  }

  /** The name of the model in a folder. @param folder absolute path. */
  nameOf(folder: string): string {
    const name = folderName(folder);
    return name === '' ? 'model' : name;
  }

  /** Remembers a model; it replaces the one of the same id. */
  async keep(model: InstalledModel): Promise<void> {
    await this.#store([...this.all.filter(({ id }) => id !== model.id), model]);
    this.#didAdd.fire(model);
  }

  /** Forgets a model; its files stay. */
  async remove(id: string): Promise<void> {
    const model = this.find(id);
    if (model) {
      await this.#store(this.all.filter((each) => each.id !== id));
      this.#didRemove.fire(model);
    }
  }

  async #store(all: readonly InstalledModel[]): Promise<void> {
    const stored = this.memento.update(key, all);
    // The memento has the new value at once; only writing it to the disk takes time.
    this.#didChange.fire();
    await stored;
  }
}
