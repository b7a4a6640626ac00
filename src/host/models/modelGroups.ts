import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { Command } from '../../common/contributions';
import { familyOf } from '../../common/models/installedModel';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { counted } from '../wording/counted';
import type { AvailableModel, AvailablePrecision } from './availableModels';
import type { CachedEntry } from './cachedEntries';
import type { ModelDownload } from './downloads';
import { downloadName, downloadWords } from './downloadWords';
import { shownSize } from './shownSize';

/** The headings of the Models view; the tokenizers stand under one of their own. */
export type ModelGroup = 'downloading' | 'bundled' | 'installed' | 'cached' | 'available';

/** Several precisions of one model. */
export interface ModelFamily {
  readonly family: string;
  readonly models: readonly [CatalogModel, ...CatalogModel[]];
}

/** Models in their order; those of one family together, where the first of them stands. */
export function families(models: readonly CatalogModel[]): (CatalogModel | ModelFamily)[] {
  const found = new Map<string, [CatalogModel, ...CatalogModel[]]>();
  for (const model of models) {
    const family = familyOf(model);
    const known = found.get(family);
    if (known) {
      known.push(model);
    } else {
      found.set(family, [model]);
    }
  }
  return [...found].map(([family, members]) =>
    members.length === 1 ? members[0] : { family, models: members },
  );
}

export function groupItem(group: ModelGroup): TreeItem {
  const label = {
    downloading: l10n.t('Downloads'),
    bundled: l10n.t('Bundled'),
    installed: l10n.t('On this machine'),
    cached: l10n.t('In the Hugging Face cache'),
    available: l10n.t('Available'),
  }[group];
  const item = new TreeItem(
    label,
    group === 'available' || group === 'cached'
      ? TreeItemCollapsibleState.Collapsed
      : TreeItemCollapsibleState.Expanded,
  );
  item.id = `groups/${group}`;
  item.contextValue = `group.${group}`;
  item.iconPath = new ThemeIcon(
    {
      downloading: 'sync',
      bundled: 'package',
      installed: 'device-desktop',
      cached: 'database',
      available: 'cloud-download',
    }[group],
  );
  return item;
}

export function familyItem({ family, models }: ModelFamily): TreeItem {
  const [first] = models;
  const item = new TreeItem(first.name, TreeItemCollapsibleState.Expanded);
  item.id = `families/${family}`;
  item.contextValue = `family.${first.source}`;
  item.iconPath = new ThemeIcon('library');
  item.description = models.map(({ precision }) => precision).join(', ');
  item.tooltip = family;
  return item;
}

export function availableItem({ id, about, precisions }: AvailableModel): TreeItem {
  const item = new TreeItem(id, TreeItemCollapsibleState.Collapsed);
  item.id = `available/${id}`;
  item.contextValue = 'available';
  item.iconPath = new ThemeIcon('cloud');
  item.description = about;
  item.tooltip = l10n.t('{0}: {1}', about, counted(precisions.length, 'precision'));
  return item;
}

export function availablePrecisionItem({ model, precision, bytes }: AvailablePrecision): TreeItem {
  const item = new TreeItem(precision);
  item.id = `available/${model}/${precision}`;
  item.contextValue = 'available.precision';
  item.iconPath = new ThemeIcon('cloud-download');
  item.description = bytes === null ? '' : shownSize(bytes);
  return item;
}

/** A download, with how far it is; one that stands still is gone on with by a click. */
export function downloadItem(download: ModelDownload): TreeItem {
  const { job, progress } = download;
  const item = new TreeItem(downloadName(job));
  item.id = `downloads/${job.repo}/${job.commit}/${job.precision ?? ''}`;
  item.contextValue = progress === null ? 'download.stopped' : 'download.running';
  item.iconPath = new ThemeIcon(progress === null ? 'debug-pause' : 'loading~spin');
  item.description =
    progress === null
      ? l10n.t('not complete, {0}: click to resume', shownSize(job.bytes))
      : downloadWords(progress);
  item.tooltip = l10n.t('{0} at {1}', job.repo, job.revision);
  if (progress === null) {
    item.command = {
      command: Command.resumeDownload,
      title: l10n.t('Resume'),
      arguments: [download],
    };
  }
  return item;
}

/** A model of the cache that can be added without a request. */
export function cachedItem({ id, commit, refs, folder, bytes }: CachedEntry): TreeItem {
  const item = new TreeItem(id);
  item.id = `cached/${id}/${commit}`;
  item.contextValue = 'cached';
  item.iconPath = new ThemeIcon('database');
  item.description = l10n.t('{0}, {1}', refs.join(', ') || commit.slice(0, 12), shownSize(bytes));
  item.tooltip = folder;
  return item;
}
