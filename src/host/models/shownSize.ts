import { l10n } from 'vscode';

/** A size in decimal units, as file managers show them: `7 kB`, `20.9 MB`, `310 MB`, `3.1 GB`. */
export function shownSize(bytes: number): string {
  if (bytes < 1e5) {
    return l10n.t('{0} kB', Math.ceil(bytes / 1e3));
  }
  return bytes < 1e9
    ? l10n.t('{0} MB', (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0))
    : l10n.t('{0} GB', (bytes / 1e9).toFixed(1));
}
