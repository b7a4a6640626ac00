import { commands, l10n, ProgressLocation, window, workspace, Uri } from 'vscode';
import { Command, Setting } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import type { AddedTokenizer } from '../../common/models/addedTokenizer';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import { clearSetting, updateSetting } from '../settings/settings';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import { counted } from '../wording/counted';
import type { AddedTokenizers } from './addedTokenizers';
import { addTokenizer } from './addTokenizer';
import { pickTokenizer } from './tokenizerPicker';
import type { TokenizerProbe } from './tokenizerProbe';
import { askForTokenizerFile, checkTrust } from './tokenizerSources';

/** Chooses, adds, removes and tries tokenizers again. */
export class TokenizerCommands extends Disposables {
  constructor(
    private readonly choice: TokenizerChoice,
    private readonly added: AddedTokenizers,
    private readonly probe: TokenizerProbe,
    private readonly errors: ErrorReporter,
  ) {
    super();
    this.#register(Command.selectTokenizer, () => this.#select());
    // The explorer's menu hands over the file, the picker the id, the Models view the tokenizer; the
    // palette nothing.
    this.#register(Command.addTokenizer, (file) =>
      this.#add(file instanceof Uri ? file : undefined),
    );
    this.#register(Command.useTokenizer, (given) => this.#use(idOf(given)));
    this.#register(Command.removeTokenizer, (given) =>
      this.#withOne(idOf(given), this.added.all, (tokenizer) => this.#remove(tokenizer)),
    );
    this.#register(Command.retryTokenizer, (given) =>
      this.#withOne(
        idOf(given),
        this.added.all.filter(({ quarantine }) => quarantine !== null),
        (tokenizer) => this.added.quarantine(tokenizer.id, null),
      ),
    );
  }

  #register(command: string, work: (argument: unknown) => Promise<unknown>): void {
    this.add(registerReported(command, this.errors, work));
  }

  /** The choice is written where the setting is already set, else for the user. */
  async #select(): Promise<void> {
    const answer = await pickTokenizer({ current: this.choice.current.id, added: this.added.all });
    switch (answer?.action) {
      case undefined:
        return;
      case 'choose':
        return updateSetting(Setting.tokenizer, answer.id);
      case 'add':
        return commands.executeCommand(Command.addTokenizer);
      case 'remove':
        return commands.executeCommand(Command.removeTokenizer, answer.id);
      case 'retry':
        await this.added.quarantine(answer.id, null);
        return updateSetting(Setting.tokenizer, answer.id);
    }
  }

  async #use(id: string | undefined): Promise<void> {
    await (id === undefined
      ? this.#select()
      : updateSetting(Setting.tokenizer, this.choice.ref(id).id));
  }

  /** Resolves to the new tokenizer's id, for those who run the command by program. */
  async #add(given: Uri | undefined): Promise<string | undefined> {
    const file = given ?? (await askForTokenizerFile(workspace.isTrusted));
    if (!file) {
      return undefined;
    }
    checkTrust(file, workspace.isTrusted);
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Adding {0}', workspace.asRelativePath(file)),
      cancellable: true,
    };
    const tokenizer = await window.withProgress(options, (_, token) =>
      addTokenizer(file, this.added, this.probe, token),
    );
    void this.#offer(tokenizer);
    return tokenizer.id;
  }

  async #offer({ id, method, vocabulary }: AddedTokenizer): Promise<void> {
    const use = l10n.t('Use It');
    const sentence = l10n.t(
      'Added the tokenizer {0}: {1}, {2}.',
      id,
      method,
      counted(vocabulary, 'token'),
    );
    if ((await window.showInformationMessage(sentence, use)) === use) {
      await updateSetting(Setting.tokenizer, id);
    }
  }

  async #remove(tokenizer: AddedTokenizer): Promise<void> {
    // First the setting: while it names a tokenizer that is gone, that is an error.
    await clearSetting(Setting.tokenizer, tokenizer.id);
    await this.added.remove(tokenizer);
    const sentence = l10n.t(
      'Removed the tokenizer {0}; {1} is left as it is.',
      tokenizer.id,
      tokenizer.origin,
    );
    void window.showInformationMessage(sentence);
  }

  async #withOne(
    id: string | undefined,
    candidates: readonly AddedTokenizer[],
    work: (tokenizer: AddedTokenizer) => Promise<void>,
  ): Promise<void> {
    const named = candidates.find((each) => each.id === id);
    if (id !== undefined && !named) {
      throw new TokenscopeError('UnknownTokenizer', { tokenizer: id });
    }
    const tokenizer = named ?? (await this.#pickOne(candidates));
    if (tokenizer) {
      await work(tokenizer);
    }
  }

  async #pickOne(candidates: readonly AddedTokenizer[]): Promise<AddedTokenizer | undefined> {
    if (candidates.length === 0) {
      const sentence = l10n.t('There is no tokenizer of yours for which that is needed now.');
      void window.showInformationMessage(sentence);
      return undefined;
    }
    const items = candidates.map((tokenizer) => ({
      label: tokenizer.id,
      description: tokenizer.method,
      detail: tokenizer.origin,
      tokenizer,
    }));
    const placeHolder = l10n.t('Which tokenizer?');
    return (await window.showQuickPick(items, { placeHolder }))?.tokenizer;
  }
}

/** The id in a command's argument: itself, or that of a tokenizer. */
function idOf(argument: unknown): string | undefined {
  if (typeof argument === 'object' && argument !== null && 'id' in argument) {
    return idOf(argument.id);
  }
  return typeof argument === 'string' ? argument : undefined;
}
