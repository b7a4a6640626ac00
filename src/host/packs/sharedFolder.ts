import {
  CancellationTokenSource,
  Uri,
  workspace,
  type LogOutputChannel,
  type Memento,
} from 'vscode';
import { Command, Setting } from '../../common/contributions';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { lookAtModelFolder } from '../../common/protocol/model/modelFolder';
import { lookAtSharedFolder, type SharedLook } from '../../common/protocol/packs/packs';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import { chooseModelFolder, type FolderProbe } from '../models/chooseModelFolder';
import type { InstalledModels } from '../models/installedModels';
import type { Settings } from '../settings/settings';
import { isInside, modelsOfPack } from './modelsOfPack';

/** Which folder was shared when its models were listed last. */
const key = 'models.sharedFolder';

/** A drive that does not answer within this time is not there. */
const patienceMilliseconds = 15_000;

export interface SharedFolderParts {
  readonly settings: Settings;
  readonly installed: InstalledModels;
  /** The process that looks into the folder: a dead drive hangs it, and nothing else. */
  readonly worker: WorkerClient;
  /** What models are tried out with that no pack describes. */
  readonly probe: FolderProbe;
  /** Of the user, not synchronized. */
  readonly memento: Memento;
  readonly errors: ErrorReporter;
  readonly log: LogOutputChannel;
}

/**
 * Lists the models of the folder that the setting `tokenscope.models.sharedFolder` names, without
 * copying them. Those of an unpacked pack are taken as its manifest describes them; others are tried
 * out once on this machine.
 */
export class SharedFolder extends Disposables {
  #looking: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SharedFolderParts) {
    super();
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(Setting.sharedFolder)) {
          void this.refresh();
        }
      }),
    );
    this.add(registerReported(Command.refreshSharedFolder, parts.errors, () => this.refresh()));
    if (this.#folder !== '') {
      void this.refresh();
    }
  }

  get #folder(): string {
    return this.parts.settings.string(Setting.sharedFolder).trim();
  }

  /** Looks at the folder again, once a look that is under way is through. Errors are shown. */
  refresh(): Promise<void> {
    this.#looking = this.#looking.then(() =>
      this.#look().catch((error: unknown) => this.parts.errors.show(error)),
    );
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { installed, memento } = this.parts;
    const folder = this.#folder;
    const former = memento.get(key, '');
    if (former !== folder) {
      for (const { id } of installed.all.filter((model) => isOf(former, model.folder))) {
        await installed.remove(id);
      }
      await memento.update(key, folder);
    }
    if (folder === '') {
      return;
    }
    const { packs, folders } = await this.#ask(folder);
    for (const { folder: root, manifest } of packs) {
      for (const model of await modelsOfPack(manifest, installed, null)) {
        if (model.part !== null) {
          await model.keep(Uri.joinPath(Uri.file(root), model.part).fsPath);
        }
      }
    }
    for (const each of folders) {
      await this.#tryOut(each);
    }
  }

  async #ask(folder: string): Promise<SharedLook> {
    const source = new CancellationTokenSource();
    const timer = setTimeout(() => source.cancel(), patienceMilliseconds);
    try {
      return await this.parts.worker.request(lookAtSharedFolder, { folder }, source.token);
    } catch (error) {
      throw isTokenscopeError(error, 'Cancelled')
        ? new TokenscopeError('SharedFolderUnreachable', { folder, reason: 'ETIMEDOUT' })
        : error;
    } finally {
      clearTimeout(timer);
      source.dispose();
    }
  }

  /** Lists the precisions of a folder that are not listed yet; a folder with another model is passed over. */
  async #tryOut(folder: string): Promise<void> {
    const { installed, probe, log } = this.parts;
    const params = { folder, id: installed.nameOf(folder) };
    try {
      const { weights } = await probe.worker.request(lookAtModelFolder, params);
      for (const { precision } of weights) {
        const known = installed.all.some(
          (model) => model.folder === folder && model.precision === precision,
        );
        if (!known) {
          await chooseModelFolder({ folder: Uri.file(folder), precision }, installed, probe);
        }
      }
    } catch (error) {
      log.warn(`shared folder: ${folder} is passed over: ${String(error)}`);
    }
  }
}

/** Whether a model's folder belongs to a shared one. */
function isOf(shared: string, folder: string): boolean {
  const root = Uri.file(shared);
  return shared !== '' && (isInside(root, folder) || Uri.file(folder).path === root.path);
}
