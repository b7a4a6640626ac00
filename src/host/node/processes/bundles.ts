import { Uri } from 'vscode';
import { Setting } from '../../../common/contributions';
import type { Settings } from '../../settings/settings';
import type { LogSink } from './fork';
import { WorkerProcess } from './workerProcess';

/** The bundles in `dist`, and the processes that run them as the settings have it. */
export class Bundles {
  constructor(
    private readonly extensionUri: Uri,
    private readonly settings: Settings,
    private readonly log: LogSink,
  ) {}

  /** Absolute path of a bundle. */
  path(bundle: string): string {
    return Uri.joinPath(this.extensionUri, 'dist', `${bundle}.js`).fsPath;
  }

  /**
   * A process for a bundle, not started yet.
   * @param idleMilliseconds without a request, after which it is stopped; read whenever that begins.
   * @param name in the log and in errors.
   */
  worker(bundle: string, idleMilliseconds: () => number, name = bundle): WorkerProcess {
    return new WorkerProcess({
      name,
      program: this.path(bundle),
      log: this.log,
      runtime: () => this.settings.string(Setting.runtime),
      idleMilliseconds,
    });
  }

  /** Milliseconds of a setting in minutes, as `worker` takes them. */
  idle(setting: string): () => number {
    return () => this.settings.number(setting, { minimum: 0.1, maximum: 1440 }) * 60_000;
  }
}
