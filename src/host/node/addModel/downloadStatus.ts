import { l10n, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import { View } from '../../../common/contributions';
import { Disposables } from '../../lifecycle/disposables';
import type { Downloads } from '../../models/downloads';
import { downloadName, downloadShare, downloadWords } from '../../models/downloadWords';

/** The downloads of this window in the status bar, for as long as there are any. */
export class DownloadStatus extends Disposables {
  readonly #item: StatusBarItem;

  constructor(private readonly downloads: Downloads) {
    super();
    this.#item = this.add(
      window.createStatusBarItem('tokenscope.downloads', StatusBarAlignment.Right),
    );
    this.#item.name = l10n.t('Tokenscope Downloads');
    this.#item.command = `${View.models}.focus`;
    this.add(downloads.onDidChange(() => this.#show()));
  }

  #show(): void {
    const running = this.downloads.all.flatMap(({ job, progress }) =>
      progress === null ? [] : [{ job, progress }],
    );
    const [first] = running;
    if (first === undefined) {
      this.#item.hide();
      return;
    }
    const total = running.reduce((sum, { progress }) => sum + progress.total, 0);
    const bytes = running.reduce((sum, { progress }) => sum + progress.bytes, 0);
    const words =
      running.length === 1
        ? downloadWords(first.progress)
        : l10n.t(
            '{0} models, {1}',
            running.length,
            downloadShare({ ...first.progress, bytes, total }),
          );
    this.#item.text = `$(cloud-download) ${words}`;
    this.#item.tooltip = running.map(({ job }) => downloadName(job)).join('\n');
    this.#item.accessibilityInformation = { label: l10n.t('Downloading: {0}', words) };
    this.#item.show();
  }
}
