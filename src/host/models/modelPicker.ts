import { l10n, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { taskBytes, type CatalogModel } from '../../common/models/modelCatalog';
import { separator } from '../wording/separator';
import type { ChoosableTask } from './modelChoice';
import type { ModelRegistry } from './modelRegistry';
import { shownSize } from './shownSize';

/** What the user asked for in the picker. */
export type ModelAnswer =
  | { readonly action: 'choose'; readonly model: CatalogModel }
  | { readonly action: 'folder' | 'hub' };

interface Item extends QuickPickItem {
  readonly answer?: ModelAnswer;
}

/**
 * Shows the models that can do a task; undefined when the user gave up.
 * @param current id of the model that does it now.
 */
export async function pickModel(
  task: ChoosableTask,
  current: string | null,
  registry: ModelRegistry,
): Promise<ModelAnswer | undefined> {
  const usable = registry.models.filter((model) => model.task === task);
  const items = (bundled: boolean): Item[] =>
    usable
      .filter(({ source }) => (source === 'bundled') === bundled)
      .map((model) => modelItem(model, model.id === current, registry));
  const chosen = await window.showQuickPick<Item>(
    [
      separator(l10n.t('Bundled')),
      ...items(true),
      separator(l10n.t('On this machine')),
      ...items(false),
      {
        label: l10n.t('Add Model from the Hub…'),
        iconPath: new ThemeIcon('cloud-download'),
        answer: { action: 'hub' },
      },
      {
        label: l10n.t('Choose Model Folder…'),
        iconPath: new ThemeIcon('folder-opened'),
        answer: { action: 'folder' },
      },
    ],
    {
      title: task === 'fill-mask' ? l10n.t('Model for Fill Mask') : l10n.t('Model for Continue'),
      placeHolder: l10n.t('The laboratory uses it too'),
      matchOnDetail: true,
    },
  );
  return chosen?.answer;
}

function modelItem(model: CatalogModel, current: boolean, registry: ModelRegistry): Item {
  const loaded = registry.loaded(model.id);
  const about = [
    model.precision,
    shownSize(taskBytes(model)),
    loaded ? l10n.t('loaded, {0}', shownSize(loaded.memoryBytes)) : '',
    current ? l10n.t('current') : '',
  ];
  return {
    label: model.name,
    iconPath: new ThemeIcon(current ? 'circle-filled' : 'circle-outline'),
    description: about.filter((part) => part !== '').join(' · '),
    ...(model.folder !== undefined && { detail: model.folder }),
    answer: { action: 'choose', model },
  };
}
