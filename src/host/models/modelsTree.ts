import {
  l10n,
  MarkdownString,
  ThemeIcon,
  TreeItem,
  type Event,
  type TreeDataProvider,
} from 'vscode';
import { taskBytes, type CatalogModel } from '../../common/models/modelCatalog';
import type { ModelRegistry } from './modelRegistry';

/** The Models view: what is on this machine, and what of it is in memory. */
export class ModelsTree implements TreeDataProvider<CatalogModel> {
  readonly onDidChangeTreeData: Event<void>;

  constructor(private readonly registry: ModelRegistry) {
    this.onDidChangeTreeData = registry.onDidChange;
  }

  getChildren(parent?: CatalogModel): CatalogModel[] {
    return parent ? [] : [...this.registry.models];
  }

  getTreeItem(model: CatalogModel): TreeItem {
    const loaded = this.registry.loaded(model.id);
    const loading = this.registry.isLoading(model.id);
    const item = new TreeItem(model.id);
    item.id = model.id;
    item.contextValue = loading ? 'model.loading' : loaded ? 'model.loaded' : 'model.unloaded';
    item.iconPath = new ThemeIcon(
      loading ? 'loading~spin' : loaded ? 'circle-filled' : 'circle-outline',
    );
    const state = loaded
      ? l10n.t('loaded, {0}', megabytes(loaded.memoryBytes))
      : loading
        ? l10n.t('loading…')
        : megabytes(taskBytes(model));
    item.description = `${model.precision} · ${state}`;
    item.tooltip = this.#tooltip(model);
    item.accessibilityInformation = { label: `${model.name}, ${item.description}` };
    return item;
  }

  #tooltip(model: CatalogModel): MarkdownString {
    const loaded = this.registry.loaded(model.id);
    const rows: [string, string][] = [
      [l10n.t('Task'), task(model)],
      [l10n.t('Architecture'), model.architecture],
      [l10n.t('Precision'), model.precision],
      [l10n.t('Size on disk'), megabytes(taskBytes(model))],
      [l10n.t('Context length'), l10n.t('{0} tokens', model.contextLength)],
      [l10n.t('Licence'), model.licence],
      [l10n.t('Source'), l10n.t('bundled with Tokenscope')],
      [l10n.t('Revision'), `sha256 ${model.revision.slice(0, 12)}…`],
      [
        l10n.t('Memory'),
        loaded
          ? l10n.t(
              '{0}, loaded in {1} s',
              megabytes(loaded.memoryBytes),
              (loaded.loadMilliseconds / 1000).toFixed(1),
            )
          : l10n.t('not loaded'),
      ],
    ];
    const markdown = new MarkdownString();
    markdown.appendMarkdown('**').appendText(model.name).appendMarkdown('**\n\n');
    for (const [label, value] of rows) {
      markdown.appendText(`${label}: ${value}`).appendMarkdown('  \n');
    }
    return markdown;
  }
}

function task(model: CatalogModel): string {
  return model.task === 'fill-mask' ? l10n.t('fills masks') : l10n.t('continues text');
}

function megabytes(bytes: number): string {
  return l10n.t('{0} MB', (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0));
}
