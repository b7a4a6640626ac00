import { l10n } from 'vscode';
import type { DownloadProgress } from '../../common/hub/transferMeter';
import type { DownloadJob } from './downloads';
import { shownSize } from './shownSize';

/** Such as `gpt2-medium, q8`. */
export function downloadName({ name, precision }: DownloadJob): string {
  return l10n.t('{0}, {1}', name, precision ?? l10n.t('tokenizer'));
}

/** The share that is there: `43 %`. */
export function downloadShare({ bytes, total }: DownloadProgress): string {
  return l10n.t('{0} %', Math.floor((100 * bytes) / Math.max(1, total)));
}

/** How far a download is, with its speed and the time left where they are known. */
export function downloadWords(progress: DownloadProgress): string {
  const { bytes, total, bytesPerSecond, secondsLeft, stage } = progress;
  const parts = [
    l10n.t('{0} of {1}', downloadShare(progress), shownSize(total)),
    ...(bytesPerSecond === null ? [] : [l10n.t('{0}/s', shownSize(bytesPerSecond))]),
    ...(secondsLeft === null || bytes >= total ? [] : [timeLeft(secondsLeft)]),
  ];
  switch (stage) {
    case 'fetching':
      return parts.join(', ');
    case 'waiting':
      return l10n.t('{0}: another window fetches it', parts.join(', '));
    case 'verifying':
    case 'done':
      return l10n.t('{0}: verifying', parts.join(', '));
  }
}

function timeLeft(seconds: number): string {
  return seconds < 90
    ? l10n.t('{0} s left', Math.ceil(seconds))
    : l10n.t('{0} min left', Math.ceil(seconds / 60));
}
