import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { Disposables } from '../lifecycle/disposables';
import type { AddedTokenizers } from '../tokenizers/addedTokenizers';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import type { AvailableModel, AvailableModels, AvailablePrecision } from './availableModels';
import type { CachedEntries, CachedEntry } from './cachedEntries';
import type { Downloads, ModelDownload } from './downloads';
import type { MissingModels } from './missingModels';
import type { ModelChoice } from './modelChoice';
import { isChoosable } from './modelChoice';
import {
  availableItem,
  availablePrecisionItem,
  cachedItem,
  downloadItem,
  families,
  familyItem,
  groupItem,
  type ModelFamily,
  type ModelGroup,
} from './modelGroups';
import { modelItem } from './modelItem';
import type { ModelRegistry } from './modelRegistry';
import {
  shownTokenizers,
  tokenizerItem,
  tokenizersItem,
  type ShownTokenizer,
} from './tokenizerItems';

/** What the Models view shows: models by where they are, and a group of tokenizers. */
export type ModelsNode =
  | ModelGroup
  | ModelFamily
  | CatalogModel
  | AvailableModel
  | AvailablePrecision
  | ModelDownload
  | CachedEntry
  | 'tokenizers'
  | ShownTokenizer;

/** What the Models view is built from. */
export interface ModelsTreeParts {
  readonly registry: ModelRegistry;
  readonly choice: ModelChoice;
  readonly missing: MissingModels;
  readonly tokenizers: TokenizerChoice;
  readonly added: AddedTokenizers;
  /** What can be fetched; absent where nothing can. */
  readonly available?: AvailableModels;
  readonly downloads: Downloads;
  readonly cached: CachedEntries;
}

/** The Models view: what is on this machine, what of it is in memory or in use, and what there is to fetch. */
export class ModelsTree extends Disposables implements TreeDataProvider<ModelsNode> {
  readonly #didChange = this.add(new EventEmitter<ModelsNode | ModelsNode[] | undefined>());
  readonly onDidChangeTreeData = this.#didChange.event;
  #models: readonly CatalogModel[] = [];

  constructor(private readonly parts: ModelsTreeParts) {
    super();
    const { registry, choice, missing, tokenizers, available, downloads, cached } = parts;
    const changed = (): void => this.#didChange.fire(undefined);
    const modelsChanged = (): void => this.#modelsChanged();
    this.add(registry.onDidChange(modelsChanged));
    this.add(choice.onDidChange(modelsChanged));
    this.add(missing.onDidChange(modelsChanged));
    this.add(tokenizers.onDidChange(changed));
    this.add(downloads.onDidChange((download) => this.#didChange.fire(download ?? undefined)));
    this.add(cached.onDidChange(changed));
    if (available) {
      this.add(available.onDidChange(changed));
    }
  }

  getChildren(parent?: ModelsNode): ModelsNode[] {
    if (parent === undefined) {
      return this.#groups();
    }
    if (typeof parent === 'string') {
      return this.#members(parent);
    }
    if ('models' in parent) {
      return [...parent.models];
    }
    return 'precisions' in parent ? [...parent.precisions] : [];
  }

  getTreeItem(node: ModelsNode): TreeItem {
    if (node === 'tokenizers') {
      return tokenizersItem();
    }
    if (typeof node === 'string') {
      return groupItem(node);
    }
    if ('models' in node) {
      return familyItem(node);
    }
    if ('job' in node) {
      return downloadItem(node);
    }
    if ('refs' in node) {
      return cachedItem(node);
    }
    if ('precisions' in node) {
      return availableItem(node);
    }
    if ('model' in node) {
      return availablePrecisionItem(node);
    }
    return 'task' in node
      ? this.#modelItem(node)
      : tokenizerItem(node, this.parts.tokenizers.current.id);
  }

  /**
   * Draws the rows of models that stand otherwise now. All rows are drawn anew only where models came or
   * went: until they are there, VS Code does not know whose buttons are pressed.
   */
  #modelsChanged(): void {
    const { models } = this.parts.registry;
    const same =
      models.length === this.#models.length &&
      models.every((model, index) => model === this.#models[index]);
    this.#models = models;
    this.#didChange.fire(same ? [...models] : undefined);
  }

  /** A group without members is left out. */
  #groups(): ModelsNode[] {
    const groups = ['downloading', 'bundled', 'installed', 'cached', 'available'] as const;
    return [...groups.filter((group) => this.#members(group).length > 0), 'tokenizers'];
  }

  #members(group: ModelGroup | 'tokenizers'): ModelsNode[] {
    const { registry, added, available, downloads, cached } = this.parts;
    switch (group) {
      case 'downloading':
        return [...downloads.all];
      case 'bundled':
        return registry.models.filter(({ source }) => source === 'bundled');
      case 'installed':
        return families(registry.models.filter(({ source }) => source !== 'bundled'));
      case 'cached':
        return [...cached.all];
      case 'available':
        return [...(available?.all ?? [])];
      case 'tokenizers':
        return shownTokenizers(added.all);
    }
  }

  #modelItem(model: CatalogModel): TreeItem {
    const { registry, missing } = this.parts;
    const among = families(registry.models).find(
      (each) => 'models' in each && each.models.some(({ id }) => id === model.id),
    );
    return modelItem(model, among ? model.precision : model.id, {
      loaded: registry.loaded(model.id) ?? null,
      loading: registry.isLoading(model.id),
      missing: missing.has(model.id),
      used: this.#used(model),
    });
  }

  #used({ id, task, source }: CatalogModel): boolean | null {
    if (!isChoosable(task)) {
      return null;
    }
    const chosen = this.parts.choice.of(task);
    return chosen === null ? source === 'bundled' : chosen === id;
  }
}
