import { l10n, ProgressLocation, Uri, window, type CancellationToken, type Progress } from 'vscode';
import {
  offeredPrecisions,
  planDownload,
  planTokenizer,
  type DownloadPlan,
} from '../../../common/hub/downloadPlan';
import type { DownloadProgress } from '../../../common/hub/transferMeter';
import type { Precision } from '../../../common/models/precisions';
import { tryModelFolder, type FolderProbe } from '../../models/chooseModelFolder';
import type { DownloadJob, Downloads } from '../../models/downloads';
import { downloadName, downloadWords } from '../../models/downloadWords';
import { reservedIds, type InstalledModels } from '../../models/installedModels';
import type { AddedTokenizers } from '../../tokenizers/addedTokenizers';
import { addTokenizer } from '../../tokenizers/addTokenizer';
import type { TokenizerProbe } from '../../tokenizers/tokenizerProbe';
import { freeBytes } from '../hub/freeBytes';
import type { Hub } from '../hub/hub';
import type { DownloadedModel } from '../hub/modelDownloader';
import { lookUp, nameOf, type FoundModel } from './lookUp';
import { dialogs, tokenizerFile, type AddModelQuestions, type DownloadPlace } from './questions';

/** The bar of a notification. */
type Bar = Progress<{ readonly message?: string; readonly increment?: number }>;

export interface AddModelParts {
  readonly hub: Hub;
  readonly downloads: Downloads;
  readonly installed: InstalledModels;
  readonly probe: FolderProbe;
  readonly added: AddedTokenizers;
  readonly tokenizerProbe: TokenizerProbe;
}

/** What is wanted; what is left out is asked of the user. */
export interface WantedModel {
  /** An id, an id with a revision (`gpt2@main`), or an address. */
  readonly model: string;
  readonly kind: 'model' | 'tokenizer';
  readonly precision?: Precision;
}

/** What came of it: a model or a tokenizer of this machine. */
export interface Addition {
  readonly kind: WantedModel['kind'];
  readonly id: string;
}

/** Brings models and tokenizers from the hub to this machine. */
export class AddModel {
  constructor(private readonly parts: AddModelParts) {}

  /**
   * Looks a model up, asks for its precision and for leave, fetches it, tries it out and remembers it.
   * @returns undefined when the user gave up.
   * @throws TokenscopeError as the look-up, the plan, the download and the trying out do.
   */
  async add(wanted: WantedModel, questions = dialogs): Promise<Addition | undefined> {
    const found = await this.#lookUp(wanted);
    const plan = await this.#plan(found, wanted, questions);
    return plan && this.#bring(plan, found.name, found.model.licence);
  }

  /** Goes on with a download that was not brought to its end. @throws as {@link add} does. */
  async resume({
    repo,
    revision,
    commit,
    precision,
    name,
  }: DownloadJob): Promise<Addition | undefined> {
    const model = await this.#asking(name, (signal) =>
      this.parts.hub.client.model(repo, commit, signal),
    );
    const plan = precision === null ? planTokenizer(model) : planDownload(model, precision);
    return this.#bring({ ...plan, revision }, name, model.licence);
  }

  async #lookUp({ model, kind }: WantedModel): Promise<FoundModel> {
    return this.#asking(model, (signal) =>
      lookUp(model, kind === 'model', this.parts.hub.client, signal),
    );
  }

  /** A question to the hub, which can be given up. */
  async #asking<T>(model: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Asking the hub for {0}', model),
      cancellable: true,
    };
    return window.withProgress(options, (_, token) => {
      token.onCancellationRequested(() => abort.abort());
      return ask(abort.signal);
    });
  }

  async #plan(
    found: FoundModel,
    { kind, precision: given }: WantedModel,
    questions: AddModelQuestions,
  ): Promise<DownloadPlan | undefined> {
    const { hub } = this.parts;
    const { host } = new URL(hub.client.endpoint);
    const place: DownloadPlace = { host, cache: hub.cache, free: await freeBytes(hub.cache) };
    let plan: DownloadPlan;
    if (kind === 'tokenizer') {
      plan = planTokenizer(found.model);
    } else {
      // A model without ONNX files is refused before a precision is asked for.
      planAny(found.model);
      const precision = given ?? (await questions.precision(found, place));
      if (precision === undefined) {
        return undefined;
      }
      plan = planDownload(found.model, precision);
    }
    return (await questions.confirm(found, plan, place)) ? plan : undefined;
  }

  async #bring(
    plan: DownloadPlan,
    name: string,
    licence: string | null,
  ): Promise<Addition | undefined> {
    const { id: repo, revision, commit, precision, bytes } = plan;
    const job = { repo, revision, commit, precision, name, bytes };
    if (precision === null) {
      // In the same notification: VS Code shows no toast for the fourth of those that come at once.
      return this.#download(job, plan, (done, bar, token) => {
        bar.report({ message: l10n.t('trying it out') });
        return this.#keepTokenizer(done, token);
      });
    }
    const done = await this.#download(job, plan, (downloaded) => downloaded);
    return done && this.#keepModel(job, precision, done, licence);
  }

  /** @param then what is done in the same notification with what is there. */
  async #download<T>(
    job: DownloadJob,
    plan: DownloadPlan,
    then: (done: DownloadedModel, bar: Bar, token: CancellationToken) => T | Promise<T>,
  ): Promise<T | undefined> {
    const { downloads, hub } = this.parts;
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Downloading {0}', downloadName(job)),
      cancellable: true,
    };
    return window.withProgress(options, async (bar, token) => {
      token.onCancellationRequested(() => downloads.stop(job));
      let shown = 0;
      const done = await downloads.run(job, (signal, onProgress) =>
        hub.downloader.download(plan, signal, (progress: DownloadProgress) => {
          onProgress(progress);
          const share = (100 * progress.bytes) / Math.max(1, progress.total);
          bar.report({ message: downloadWords(progress), increment: Math.max(0, share - shown) });
          shown = Math.max(shown, share);
        }),
      );
      return done && then(done, bar, token);
    });
  }

  async #keepTokenizer({ folder }: DownloadedModel, token: CancellationToken): Promise<Addition> {
    const { added, tokenizerProbe } = this.parts;
    const file = Uri.file(tokenizerFile(folder));
    const { id } = await addTokenizer(file, added, tokenizerProbe, token);
    return { kind: 'tokenizer', id };
  }

  async #keepModel(
    { repo, commit, revision, name }: Omit<DownloadJob, 'bytes' | 'precision'>,
    precision: Precision,
    { folder }: Pick<DownloadedModel, 'folder'>,
    licence: string | null,
  ): Promise<Addition> {
    const { installed, probe } = this.parts;
    // A bundled model of the same name is another file: the repository tells them apart.
    const own = reservedIds.has(name) ? repo : name;
    const id = installed.idFor({ name: own, family: repo, precision });
    const loading = probe.loadSettings.now;
    const found = await tryModelFolder({ folder, id, precision, loading }, probe.worker);
    await installed.keep({
      ...found,
      source: 'hub',
      hub: { repo, commit, revision },
      licence: licence ?? 'unknown',
    });
    return { kind: 'model', id };
  }

  /**
   * Adds a model that is in the cache already, from Python or from before: no request is made.
   * @throws TokenscopeError as trying a folder out does.
   */
  async addCached(
    {
      repo,
      commit,
      folder,
    }: { readonly repo: string; readonly commit: string; readonly folder: string },
    precision: Precision,
  ): Promise<Addition> {
    const job = { repo, commit, revision: commit, name: nameOf(repo) };
    return this.#keepModel(job, precision, { folder }, null);
  }
}

/** @throws TokenscopeError `HubNoOnnx` where the model has no precision at all, and as a plan does. */
function planAny(model: FoundModel['model']): void {
  planDownload(model, offeredPrecisions(model)[0]?.precision ?? 'fp32');
}
