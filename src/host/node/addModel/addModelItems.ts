import { l10n, ThemeIcon, type QuickPickItem } from 'vscode';
import { curatedModels, type CuratedModel } from '../../../common/hub/curatedModels';
import { exactness } from '../../../common/models/precisions';
import type { HubSearchResult } from '../../../common/hub/hubModel';
import type { ModelTask } from '../../../common/protocol/model/models';
import { groupedDigits } from '../../../common/text/groupedDigits';
import { aboutCurated } from '../../models/curatedAvailable';
import type { CachedEntry } from '../../models/cachedEntries';
import type { DownloadJob, ModelDownload } from '../../models/downloads';
import { downloadName } from '../../models/downloadWords';
import { taskWords } from '../../models/modelItem';
import { shownSize } from '../../models/shownSize';
import { separator } from '../../wording/separator';
import type { WantedModel } from './addModel';

/** What the user asked for in the picker. */
export type AddAnswer =
  | { readonly action: 'add'; readonly wanted: WantedModel }
  | { readonly action: 'cached'; readonly model: CachedEntry }
  | { readonly action: 'resume'; readonly job: DownloadJob };

/** `online`: to use the network again. */
export interface AddItem extends QuickPickItem {
  readonly answer?: AddAnswer | 'online';
}

/** Says why nothing of the hub is listed, whatever was typed. */
export function offlineItem(): AddItem {
  return {
    label: l10n.t('Work Online'),
    description: l10n.t('Tokenscope works offline: only models of the cache can be added'),
    alwaysShow: true,
    iconPath: new ThemeIcon('plug'),
    answer: 'online',
  };
}

/** The proposed models, under a heading for each task. */
export function curatedItems(task: ModelTask | null): AddItem[] {
  const tasks = new Set(curatedModels.map((model) => model.task));
  return [...tasks]
    .filter((each) => task === null || each === task)
    .flatMap((each) => [
      separator(taskWords(each)),
      ...curatedModels.filter((model) => model.task === each).map(curatedItem),
    ]);
}

function curatedItem(model: CuratedModel): AddItem {
  const sizes = Object.entries(model.sizes)
    .sort(([a], [b]) => exactness(a) - exactness(b))
    .map(([precision, bytes]) => `${precision} ${shownSize(bytes)}`)
    .join(', ');
  return {
    label: model.id,
    description: [model.repo, model.estimated ? l10n.t('about {0}', sizes) : sizes].join(' · '),
    detail: aboutCurated(model),
    iconPath: new ThemeIcon('cloud-download'),
    answer: { action: 'add', wanted: { model: model.repo, kind: 'model' } },
  };
}

/** What a search found; shown whatever was typed, since the hub has other rules of what fits. */
export function foundItem(found: HubSearchResult): AddItem {
  const { id, task, licence, languages, downloads, gated, onnx, tokenizer } = found;
  const about = [
    task ?? '',
    licence ?? '',
    languages.slice(0, 3).join(', '),
    l10n.t('{0} downloads', groupedDigits(downloads)),
    gated ? l10n.t('gated: terms to accept') : '',
  ];
  return {
    label: id,
    description: onnx
      ? l10n.t('model')
      : tokenizer
        ? l10n.t('tokenizer only')
        : l10n.t('no ONNX files'),
    detail: about.filter((part) => part !== '').join(' · '),
    alwaysShow: true,
    iconPath: new ThemeIcon(gated ? 'lock' : 'cloud'),
    answer: {
      action: 'add',
      wanted: { model: id, kind: onnx || !tokenizer ? 'model' : 'tokenizer' },
    },
  };
}

/** What was typed or pasted, as a model or a tokenizer. */
export function typedItems(typed: string): AddItem[] {
  return [
    {
      label: l10n.t('Add {0}', typed),
      description: l10n.t('model'),
      alwaysShow: true,
      iconPath: new ThemeIcon('add'),
      answer: { action: 'add', wanted: { model: typed, kind: 'model' } },
    },
    {
      label: l10n.t('Add the Tokenizer of {0}', typed),
      description: l10n.t('tokenizer only'),
      alwaysShow: true,
      iconPath: new ThemeIcon('symbol-ruler'),
      answer: { action: 'add', wanted: { model: typed, kind: 'tokenizer' } },
    },
  ];
}

export function cachedItems(models: readonly CachedEntry[]): AddItem[] {
  return models.length === 0
    ? []
    : [
        separator(l10n.t('In the Hugging Face cache: no download')),
        ...models.map((model): AddItem => ({
          label: model.id,
          description: [
            model.refs.join(', ') || model.commit.slice(0, 12),
            shownSize(model.bytes),
          ].join(' · '),
          iconPath: new ThemeIcon('database'),
          answer: { action: 'cached', model },
        })),
      ];
}

export function stoppedItems(downloads: readonly ModelDownload[]): AddItem[] {
  const stopped = downloads.filter(({ progress }) => progress === null);
  return stopped.length === 0
    ? []
    : [
        separator(l10n.t('Not complete')),
        ...stopped.map(({ job }): AddItem => ({
          label: l10n.t('Resume {0}', downloadName(job)),
          description: shownSize(job.bytes),
          iconPath: new ThemeIcon('debug-continue'),
          answer: { action: 'resume', job },
        })),
      ];
}
