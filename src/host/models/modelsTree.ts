import {
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeIcon,
  TreeItem,
  type TreeDataProvider,
} from 'vscode';
import { taskBytes, type CatalogModel } from '../../common/models/modelCatalog';
import { Disposables } from '../lifecycle/disposables';
import type { AddedTokenizers } from '../tokenizers/addedTokenizers';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import type { ModelRegistry } from './modelRegistry';
import { shownSize } from './shownSize';
import {
  shownTokenizers,
  tokenizerItem,
  tokenizersItem,
  type ShownTokenizer,
} from './tokenizerItems';

/** What the Models view shows: models, and a group of tokenizers. */
export type ModelsNode = CatalogModel | 'tokenizers' | ShownTokenizer;

/** The Models view: what is on this machine, and what of it is in memory or in use. */
export class ModelsTree extends Disposables implements TreeDataProvider<ModelsNode> {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChangeTreeData = this.#didChange.event;

  constructor(
    private readonly registry: ModelRegistry,
    private readonly tokenizers: TokenizerChoice,
    private readonly added: AddedTokenizers,
  ) {
    super();
    this.add(registry.onDidChange(() => this.#didChange.fire()));
    this.add(tokenizers.onDidChange(() => this.#didChange.fire()));
  }

  getChildren(parent?: ModelsNode): ModelsNode[] {
    if (parent === undefined) {
      return [...this.registry.models, 'tokenizers'];
    }
    return parent === 'tokenizers' ? shownTokenizers(this.added.all) : [];
  }

  getTreeItem(node: ModelsNode): TreeItem {
    if (node === 'tokenizers') {
      return tokenizersItem();
    }
    return 'task' in node
      ? this.#modelItem(node)
      : tokenizerItem(node, this.tokenizers.current.id);
  }

  #modelItem(model: CatalogModel): TreeItem {
    const loaded = this.registry.loaded(model.id);
    const loading = this.registry.isLoading(model.id);
    const item = new TreeItem(model.id);
    item.id = model.id;
    const state = loading ? 'loading' : loaded ? 'loaded' : 'unloaded';
    item.contextValue = `model.${state}.${model.source}`;
    item.iconPath = new ThemeIcon(
      loading ? 'loading~spin' : loaded ? 'circle-filled' : 'circle-outline',
    );
    const shown = loaded
      ? l10n.t('loaded, {0}', shownSize(loaded.memoryBytes))
      : loading
        ? l10n.t('loading…')
        : shownSize(taskBytes(model));
    item.description = `${model.precision} · ${shown}`;
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
      [l10n.t('Size on disk'), shownSize(taskBytes(model))],
      [l10n.t('Context length'), l10n.t('{0} tokens', model.contextLength)],
      [l10n.t('Licence'), model.licence],
      [l10n.t('Source'), l10n.t('bundled with Tokenscope')],
      [l10n.t('Revision'), `sha256 ${model.revision.slice(0, 12)}…`],
      [
        l10n.t('Memory'),
        loaded
          ? l10n.t(
              '{0}, loaded in {1} s',
              shownSize(loaded.memoryBytes),
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

