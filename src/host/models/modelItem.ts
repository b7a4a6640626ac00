import { l10n, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import { memoryOf, taskBytes, type CatalogModel } from '../../common/models/modelCatalog';
import type { LoadedModel, ModelTask } from '../../common/protocol/model/models';
import { shownSize } from './shownSize';

/** How a model stands. */
export interface ModelStanding {
  readonly loaded: LoadedModel | null;
  readonly loading: boolean;
  /** Its folder is gone. */
  readonly missing: boolean;
  /** It is the model of its task; null for a task that has no one model. */
  readonly used: boolean | null;
}

/** A model of the Models view. @param label what tells it apart from those beside it. */
export function modelItem(model: CatalogModel, label: string, standing: ModelStanding): TreeItem {
  const { loaded, loading, missing, used } = standing;
  const item = new TreeItem(label);
  item.id = `models/${model.id}`;
  const state = missing ? 'missing' : loading ? 'loading' : loaded ? 'loaded' : 'unloaded';
  const use = used === null || missing ? 'other' : used ? 'used' : 'usable';
  item.contextValue = `model.${state}.${model.source}.${use}`;
  item.iconPath = new ThemeIcon(
    {
      missing: 'warning',
      loading: 'loading~spin',
      loaded: 'circle-filled',
      unloaded: 'circle-outline',
    }[state],
  );
  item.description = [
    ...(label === model.precision ? [] : [model.precision]),
    shownSize(taskBytes(model)),
    ...(missing ? [l10n.t('its folder is gone')] : []),
    ...(loading ? [l10n.t('loading…')] : []),
    ...(loaded ? [l10n.t('loaded, {0}', shownSize(loaded.memoryBytes))] : []),
    ...(used ? [l10n.t('in use')] : []),
  ].join(' · ');
  item.tooltip = tooltip(model, standing);
  item.accessibilityInformation = { label: `${model.name}, ${item.description}` };
  return item;
}

function tooltip(model: CatalogModel, { loaded, missing }: ModelStanding): MarkdownString {
  const rows: [string, string][] = [
    [l10n.t('Task'), taskWords(model.task)],
    [l10n.t('Architecture'), model.architecture],
    [l10n.t('Precision'), model.precision],
    [l10n.t('Size on disk'), shownSize(taskBytes(model))],
    [l10n.t('Context length'), l10n.t('{0} tokens', model.contextLength)],
    ...(model.maskToken === null
      ? []
      : ([[l10n.t('Mask token'), model.maskToken]] satisfies [string, string][])),
    [l10n.t('Licence'), model.licence === 'unknown' ? l10n.t('not known') : model.licence],
    [l10n.t('Source'), sourceWords(model, missing)],
    [l10n.t('Revision'), `sha256 ${model.revision.slice(0, 12)}…`],
    [
      l10n.t('Memory'),
      loaded
        ? l10n.t(
            '{0}, loaded in {1} s',
            shownSize(loaded.memoryBytes),
            (loaded.loadMilliseconds / 1000).toFixed(1),
          )
        : l10n.t('not loaded; at most {0} by estimate', shownSize(memoryOf(model))),
    ],
  ];
  const markdown = new MarkdownString();
  markdown.appendMarkdown('**').appendText(model.name).appendMarkdown('**\n\n');
  for (const [label, value] of rows) {
    markdown.appendText(`${label}: ${value}`).appendMarkdown('  \n');
  }
  return markdown;
}

function sourceWords({ source, folder = '' }: CatalogModel, missing: boolean): string {
  if (source === 'bundled') {
    return l10n.t('bundled with Tokenscope');
  }
  return missing ? l10n.t('{0}, which is gone', folder) : folder;
}

/** What a model of a task does. */
export function taskWords(task: ModelTask): string {
  switch (task) {
    case 'fill-mask':
      return l10n.t('fills masks');
    case 'text-generation':
      return l10n.t('continues text');
    case 'text-classification':
      return l10n.t('labels texts');
    case 'token-classification':
      return l10n.t('finds named entities');
    case 'question-answering':
      return l10n.t('answers questions');
  }
}
