import { l10n, window } from 'vscode';
import type { Downloads } from '../../models/downloads';
import { shownSize } from '../../models/shownSize';
import { counted } from '../../wording/counted';
import { leftovers, removeLeftovers, type Leftover } from '../hub/cacheLeftovers';
import type { Hub } from '../hub/hub';

/** Lists what the cache holds in vain, and deletes what is chosen. @throws TokenscopeError `CacheNotWritable`. */
export async function cleanUpCache(hub: Hub, downloads: Downloads): Promise<void> {
  const { cache } = hub;
  const busy = new Set(
    downloads.all.filter(({ progress }) => progress !== null).map(({ job }) => job.repo),
  );
  const found = (await leftovers(cache)).filter(({ repo }) => !busy.has(repo));
  if (found.length === 0) {
    void window.showInformationMessage(l10n.t('There is nothing to clean up in {0}.', cache));
    return;
  }
  const chosen = await pick(found, cache);
  if (chosen === undefined || chosen.length === 0) {
    return;
  }
  const removed = await removeLeftovers(cache, chosen, hub.locking);
  const left = chosen.length - removed.length;
  const freed = shownSize(bytesOf(removed));
  void window.showInformationMessage(
    left === 0
      ? l10n.t('{0} are free again.', freed)
      : l10n.t(
          '{0} are free again; what another window fetches or needs ({1}) was left.',
          freed,
          counted(left, 'file'),
        ),
  );
}

async function pick(found: readonly Leftover[], cache: string): Promise<Leftover[] | undefined> {
  const items = found.map((leftover) => ({
    label: leftover.repo,
    description: shownSize(leftover.bytes),
    detail:
      leftover.kind === 'partial'
        ? l10n.t('a download that is not complete; without it, it begins anew')
        : l10n.t('a file that no version of the model uses any more'),
    picked: leftover.kind === 'unreferenced',
    leftover,
  }));
  const title = l10n.t(
    'Clean Up: {0}, {1}',
    counted(found.length, 'file'),
    shownSize(bytesOf(found)),
  );
  const placeHolder = l10n.t('What is checked is deleted from {0}', cache);
  const chosen = await window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  return chosen?.map(({ leftover }) => leftover);
}

function bytesOf(found: readonly Leftover[]): number {
  return found.reduce((sum, { bytes }) => sum + bytes, 0);
}
