import { l10n, window } from 'vscode';
import { Command } from '../../../common/contributions';
import { TokenscopeError } from '../../../common/errors';
import type { InstalledModel } from '../../../common/models/installedModel';
import type { Precision } from '../../../common/models/precisions';
import type { ErrorReporter } from '../../errors/report';
import { registerReported } from '../../errors/commands';
import { Disposables } from '../../lifecycle/disposables';
import type { CachedEntries } from '../../models/cachedEntries';
import type { Downloads } from '../../models/downloads';
import type { InstalledModels } from '../../models/installedModels';
import { registerModelCommand } from '../../models/registerModelCommand';
import type { ModelRegistry } from '../../models/modelRegistry';
import { shownSize } from '../../models/shownSize';
import { isInside } from '../../packs/modelsOfPack';
import type { PackFeature } from '../../packs/packFeature';
import { isBeingFetched } from '../hub/cacheLocks';
import { removableBytes, removeSnapshot, snapshotAt } from '../hub/cacheRemoval';
import type { Hub } from '../hub/hub';
import { cleanUpCache } from './cacheCleaning';

export interface HubModelParts {
  readonly hub: Hub;
  readonly downloads: Downloads;
  readonly cached: CachedEntries;
  readonly packs: PackFeature;
  readonly installed: InstalledModels;
  readonly registry: ModelRegistry;
  readonly errors: ErrorReporter;
}

/** A model that came from the hub. */
type HubInstalled = InstalledModel & Required<Pick<InstalledModel, 'hub'>>;

/** What can be done with models of the hub: deleting, pinning and looking for newer versions; and cleaning up. */
export class HubModelCommands extends Disposables {
  /** @param update fetches the newest commit of a revision in a precision, with all questions. */
  constructor(
    private readonly parts: HubModelParts,
    private readonly update: (model: string, precision: Precision) => Promise<unknown>,
  ) {
    super();
    this.#register(Command.deleteModel, (model) => this.#delete(model));
    this.#register(Command.pinModel, (model) => this.#pin(model));
    this.#register(Command.checkModelUpdate, (model) => this.#check(model));
    this.add(
      registerReported(Command.cleanUpCache, parts.errors, () =>
        cleanUpCache(parts.hub, parts.downloads),
      ),
    );
  }

  #register(command: string, work: (model: HubInstalled) => Promise<unknown>): void {
    const models = {
      fitting: () => this.#all,
      get: (id: string) => this.#get(id),
      none: l10n.t('No model of the hub is on this machine.'),
      detail: ({ hub }: HubInstalled) => hub.repo,
    };
    this.add(registerModelCommand(command, this.parts.errors, models, work));
  }

  get #all(): HubInstalled[] {
    return this.parts.installed.all.filter((model): model is HubInstalled => 'hub' in model);
  }

  #get(id: string): HubInstalled {
    const model = this.#all.find((each) => each.id === id);
    if (!model) {
      throw new TokenscopeError('UnknownModel', { model: id });
    }
    return model;
  }

  /** Takes a model off the list, and its files out of the cache as far as no other model uses them. */
  async #delete(model: HubInstalled): Promise<void> {
    const { hub, cached, installed, registry } = this.parts;
    const { repo, commit } = model.hub;
    const found = snapshotAt(model.folder, repo, commit);
    // The cache of a shared drive is not this user's to delete from.
    const snapshot = found?.cache === hub.cache ? found : null;
    const files = this.#own(model);
    const detail = snapshot
      ? l10n.t(
          '{0} in {1} are deleted. Python’s libraries use the same folder, so they lose the model, too.',
          shownSize(await removableBytes(snapshot, files)),
          snapshot.cache,
        )
      : this.#elsewhere(model);
    const yes = l10n.t('Delete');
    const sentence = l10n.t('Delete {0} ({1})?', model.name, model.precision);
    if ((await window.showWarningMessage(sentence, { modal: true, detail }, yes)) !== yes) {
      return;
    }
    // A download of another precision counts on the files that both share.
    if (snapshot && (await isBeingFetched(snapshot.cache, repo, hub.locking))) {
      throw new TokenscopeError('HubModelBusy', { model: repo });
    }
    await registry.unload(model);
    await installed.remove(model.id);
    if (snapshot) {
      await removeSnapshot(snapshot, files);
      await cached.look();
    }
  }

  /** What is done with the files of a model that are in no cache. */
  #elsewhere({ folder }: HubInstalled): string {
    return isInside(this.parts.packs.storage, folder)
      ? l10n.t(
          'Its files in {0}, which came out of a pack, are deleted with the last of its precisions.',
          folder,
        )
      : l10n.t('It is taken off the list; its files are in no cache of Hugging Face: {0}.', folder);
  }

  /** Files of a model that no other precision uses; null: all of its folder. */
  #own(model: HubInstalled): string[] | null {
    const others = this.parts.installed.all.filter(
      ({ id, folder }) => id !== model.id && folder === model.folder,
    );
    const needed = new Set(others.flatMap(({ files }) => files.map((file) => file.path)));
    return others.length === 0
      ? null
      : model.files.map((file) => file.path).filter((path) => !needed.has(path));
  }

  /** From now on the model stays as it is: it is not looked for newer versions. */
  async #pin(model: HubInstalled): Promise<void> {
    const { commit } = model.hub;
    await this.parts.installed.keep({ ...model, hub: { ...model.hub, revision: commit } });
    void window.showInformationMessage(
      l10n.t('{0} stays at the commit {1}.', model.name, commit.slice(0, 12)),
    );
  }

  /** Asks the hub whether the revision of a model is another commit now. Resolves to the newer one's name. */
  async #check(model: HubInstalled): Promise<string | null> {
    const { repo, commit, revision = commit } = model.hub;
    if (revision === commit) {
      void window.showInformationMessage(
        l10n.t('{0} is pinned to the commit {1}.', model.name, commit.slice(0, 12)),
      );
      return null;
    }
    const { signal } = new AbortController();
    const now = await this.parts.hub.client.model(repo, revision, signal);
    if (now.commit === commit) {
      void window.showInformationMessage(l10n.t('{0} is up to date.', model.name));
      return null;
    }
    void this.#offer(model, `${repo}@${revision}`, now.updated);
    return now.commit;
  }

  async #offer(model: HubInstalled, reference: string, updated: string): Promise<void> {
    const [download, pin] = [l10n.t('Download'), l10n.t('Pin This Version')];
    const sentence = l10n.t(
      'A newer version of {0} is on the hub (changed on {1}); numbers may differ.',
      model.name,
      new Date(updated).toLocaleDateString(),
    );
    const answer = await window.showInformationMessage(sentence, download, pin);
    if (answer === download) {
      await this.update(reference, model.precision as Precision);
    } else if (answer === pin) {
      await this.#pin(model);
    }
  }
}
