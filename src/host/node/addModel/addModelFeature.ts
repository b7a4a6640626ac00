import { commands, env, l10n, Uri, window } from 'vscode';
import { Command, Setting } from '../../../common/contributions';
import { isTokenscopeError } from '../../../common/errors';
import type { FineTunedTask } from '../../../common/models/installedModel';
import { isPrecision } from '../../../common/models/precisions';
import { lookAtModelFolder } from '../../../common/protocol/model/modelFolder';
import type { ModelTask } from '../../../common/protocol/model/models';
import type { ErrorReporter, ErrorButton } from '../../errors/report';
import { registerReported } from '../../errors/commands';
import { Disposables } from '../../lifecycle/disposables';
import type { CachedEntries, CachedEntry } from '../../models/cachedEntries';
import { pickWeights } from '../../models/chooseModelFolder';
import { isChoosable } from '../../models/modelChoice';
import type { DownloadJob } from '../../models/downloads';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { Network } from '../../network/network';
import type { PackFeature } from '../../packs/packFeature';
import { updateSetting } from '../../settings/settings';
import { AddModel, type Addition, type AddModelParts, type WantedModel } from './addModel';
import type { AddAnswer } from './addModelItems';
import { pickAddition } from './addModelPicker';
import { DownloadStatus } from './downloadStatus';
import { HubModelCommands } from './hubModelCommands';
import { nameOf } from './lookUp';

export interface AddModelFeatureParts extends AddModelParts {
  readonly cached: CachedEntries;
  readonly packs: PackFeature;
  readonly registry: ModelRegistry;
  readonly network: Network;
  readonly errors: ErrorReporter;
}

/** "Add Model", and what can be done with downloads. */
export class AddModelFeature extends Disposables {
  readonly flow: AddModel;

  constructor(private readonly parts: AddModelFeatureParts) {
    super();
    const { downloads } = parts;
    this.flow = new AddModel(parts);
    this.add(new DownloadStatus(downloads));
    this.add(
      new HubModelCommands(parts, (model, precision) =>
        this.#run({ action: 'add', wanted: { model, kind: 'model', precision } }),
      ),
    );
    this.#register(Command.addModel, (given) => this.#add(given));
    this.#register(Command.resumeDownload, (given) => this.#resume(jobOf(given)));
    this.#register(Command.stopDownload, (given) => {
      const job = jobOf(given);
      if (job) {
        downloads.stop(job);
      }
      return Promise.resolve();
    });
    this.#register(Command.forgetDownload, async (given) => {
      const job = jobOf(given);
      await (job && downloads.forget(job));
    });
  }

  #register(command: string, work: (given: unknown) => Promise<unknown>): void {
    this.add(registerReported(command, this.parts.errors, work));
  }

  /** @param given a task to look for, an available model or one of its precisions, or nothing. */
  async #add(given: unknown): Promise<string | undefined> {
    const cachedEntry = this.parts.cached.all.find((entry) => entry === given);
    if (cachedEntry) {
      return this.#run({ action: 'cached', model: cachedEntry });
    }
    const wanted = wantedOf(given);
    if (wanted) {
      return this.#run({ action: 'add', wanted });
    }
    const { hub, network, downloads, cached } = this.parts;
    const sources = {
      endpoint: hub.client.endpoint,
      offline: network.offline,
      downloads: downloads.all,
      cached: async () => {
        await cached.look();
        return cached.all;
      },
      search: hub.client.search.bind(hub.client),
    };
    const answer = await pickAddition(sources, taskOf(given));
    if (answer === 'online') {
      await updateSetting(Setting.workOffline, false);
      return this.#add(given);
    }
    return answer && this.#run(answer);
  }

  async #resume(job: DownloadJob | undefined): Promise<string | undefined> {
    return job && this.#run({ action: 'resume', job });
  }

  async #run(answer: AddAnswer): Promise<string | undefined> {
    try {
      const addition = await this.#bring(answer);
      if (addition) {
        void this.#offer(addition);
      }
      return addition?.id;
    } catch (error) {
      this.parts.errors.show(error, this.#buttons(error, answer));
      return undefined;
    }
  }

  async #bring(answer: AddAnswer): Promise<Addition | undefined> {
    switch (answer.action) {
      case 'add':
        return this.flow.add(answer.wanted);
      case 'resume':
        return this.flow.resume(answer.job);
      case 'cached':
        return this.#addCached(answer.model);
    }
  }

  async #addCached({ id: repo, commit, folder }: CachedEntry): Promise<Addition | undefined> {
    const { worker } = this.parts.probe;
    const { weights } = await worker.request(lookAtModelFolder, { folder, id: repo });
    const precision = await pickWeights(nameOf(repo), weights);
    return precision && this.flow.addCached({ repo, commit, folder }, precision);
  }

  /** Beside the one button of an error, what only this flow can do. */
  #buttons(error: unknown, answer: AddAnswer): ErrorButton[] {
    const buttons: ErrorButton[] = [];
    if (isTokenscopeError(error, 'HubNoOnnx')) {
      const { sibling, tokenizer, model } = error.args;
      if (sibling !== null) {
        const wanted: WantedModel = { model: sibling, kind: 'model' };
        buttons.push({
          label: l10n.t('Add {0}', sibling),
          run: () => this.#run({ action: 'add', wanted }),
        });
      }
      if (tokenizer) {
        buttons.push(this.#addTokenizer(model));
      }
    } else if (isTokenscopeError(error, 'HubWrongKind')) {
      const { tokenizer, model } = error.args;
      if (tokenizer) {
        buttons.push(this.#addTokenizer(model));
      }
    } else if (isTokenscopeError(error, 'HubGated')) {
      const { page } = error.args;
      buttons.push({ label: l10n.t('Open Page'), run: () => env.openExternal(Uri.parse(page)) });
    } else if (isTokenscopeError(error, 'HubInterrupted')) {
      buttons.push({ label: l10n.t('Resume'), run: () => this.#run(answer) });
    } else if (isTokenscopeError(error, 'Offline')) {
      buttons.push({
        label: l10n.t('Work Online'),
        run: () => updateSetting(Setting.workOffline, false),
      });
    }
    return buttons;
  }

  #addTokenizer(model: string): ErrorButton {
    const wanted: WantedModel = { model, kind: 'tokenizer' };
    return {
      label: l10n.t('Add Its Tokenizer'),
      run: () => this.#run({ action: 'add', wanted }),
    };
  }

  /** Says what is there now, with a button that uses it for its job. */
  async #offer({ kind, id }: Addition): Promise<void> {
    const { registry } = this.parts;
    const task = kind === 'model' ? registry.get(id).task : null;
    const use = useLabel(task);
    const sentence =
      kind === 'tokenizer'
        ? l10n.t('The tokenizer {0} is on this machine now.', id)
        : l10n.t('{0} is on this machine now and works without a network.', id);
    if ((await window.showInformationMessage(sentence, use)) !== use) {
      return;
    }
    if (task === null) {
      await commands.executeCommand(Command.useTokenizer, id);
    } else if (isChoosable(task)) {
      await commands.executeCommand(Command.useModel, { id });
    } else {
      await commands.executeCommand(labCommand(task));
    }
  }
}

function useLabel(task: ModelTask | null): string {
  switch (task) {
    case null:
      return l10n.t('Use It');
    case 'fill-mask':
      return l10n.t('Use for Fill Mask');
    case 'text-generation':
      return l10n.t('Use for Continue');
    case 'text-classification':
    case 'token-classification':
    case 'question-answering':
      return l10n.t('Use in the Laboratory');
  }
}

/** The labels tool has the model in its form already: it took it when it came. */
function labCommand(task: FineTunedTask): string {
  switch (task) {
    case 'token-classification':
      return Command.findEntities;
    case 'question-answering':
      return Command.answerQuestion;
    case 'text-classification':
      return Command.classify;
  }
}

/** Keys, menus and other extensions may pass anything: what is not understood is nothing. */
function wantedOf(given: unknown): WantedModel | undefined {
  const { id, model, precision, kind } = fields(given);
  const name = typeof model === 'string' ? model : id;
  return typeof name === 'string'
    ? {
        model: name,
        kind: kind === 'tokenizer' ? 'tokenizer' : 'model',
        ...(isPrecision(precision) && { precision }),
      }
    : undefined;
}

function taskOf(given: unknown): ModelTask | null {
  const { task } = fields(given);
  return typeof task === 'string' ? (task as ModelTask) : null;
}

function jobOf(given: unknown): DownloadJob | undefined {
  const { job } = fields(given);
  return typeof job === 'object' && job !== null ? (job as DownloadJob) : undefined;
}

function fields(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
}
