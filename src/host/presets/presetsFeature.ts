import { commands, l10n, Uri, window, workspace } from 'vscode';
import { Command, Setting } from '../../common/contributions';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { PresetOrigin, PresetValues } from '../../common/presets/preset';
import { requireActiveEditor } from '../documents/activeEditor';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Settings } from '../settings/settings';
import { builtInPresets } from './builtInPresets';
import { ChatDocuments, type ChatPreset, type RunPrompt } from './chatDocuments';
import { lastTurn } from './chat';
import { PresetFile } from './presetFile';
import { pickPreset, type PresetAnswer } from './presetPicker';
import {
  gatherPresets,
  settingSources,
  type GatheredPresets,
  type OfferedPreset,
} from './presetSources';
import { loadTemplates } from './template';
import { asksQuestion, lacksText, valuesAt } from './presetValues';
import { presetEntry } from './presetEntry';

export interface PresetParts {
  readonly extensionUri: Uri;
  /** Where the presets file is unless a setting names one. */
  readonly storage: Uri;
  readonly settings: Settings;
  readonly errors: ErrorReporter;
}

const nothing: PresetValues = {
  text: '',
  selection: '',
  paragraph: '',
  language: '',
  question: '',
};

/** Prompt presets: their commands, and where they come from. */
export class PresetsFeature extends Disposables {
  readonly #file: PresetFile;
  readonly #chats: ChatDocuments;

  constructor(
    { extensionUri, storage, settings, errors }: PresetParts,
    private readonly run: RunPrompt,
  ) {
    super();
    this.#file = new PresetFile(storage, settings);
    this.#chats = this.add(new ChatDocuments(run));
    const register = (command: string, work: (argument: unknown) => unknown): void => {
      this.add(registerReported(command, errors, work));
    };
    register(Command.continueWithPreset, (name) => this.#start(name));
    register(Command.chat, () => this.#chat());
    register(Command.editPresets, () => this.#file.open());
    register(Command.openLimits, () =>
      commands.executeCommand(
        'markdown.showPreview',
        Uri.joinPath(extensionUri, 'docs', 'limits.md'),
      ),
    );
  }

  /** All presets as they are now, and those that cannot be used. */
  async gather(): Promise<GatheredPresets> {
    const places = workspace.getConfiguration().inspect(Setting.presets) ?? {};
    const settings = settingSources(Setting.presets, places, workspace.isTrusted);
    const own = settings.filter(({ origin }) => origin === 'settings');
    const shared = settings.filter(({ origin }) => origin === 'workspace');
    const templates = await loadTemplates();
    const builtIn = builtInPresets(templates);
    try {
      const file = await this.#file.read();
      const fromFile = file ? [{ origin: 'file', ...file } as const] : [];
      return gatherPresets(builtIn, [...own, ...fromFile, ...shared], templates);
    } catch (error) {
      if (!isTokenscopeError(error, 'PresetRefused')) {
        throw error;
      }
      const { presets, refused } = gatherPresets(builtIn, [...own, ...shared], templates);
      return { presets, refused: [error.args, ...refused] };
    }
  }

  /** @param name of the preset, such as a key binding gives it; anything else asks. */
  async #start(name: unknown): Promise<void> {
    const gathered = await this.gather();
    if (typeof name === 'string') {
      await this.#continue(named(gathered, name));
      return;
    }
    const editor = window.activeTextEditor;
    const answer = await pickPreset(gathered, editor ? valuesAt(editor) : nothing);
    if (answer) {
      await this.#do(answer);
    }
  }

  async #do(answer: PresetAnswer): Promise<void> {
    switch (answer.action) {
      case 'run':
        return this.#continue(answer.preset);
      case 'edit':
        return this.#edit(answer.preset);
      case 'repair':
        return this.#show(answer.refused.origin, answer.refused.preset ?? undefined);
      case 'editAll':
        return commands.executeCommand(Command.editPresets);
      case 'limits':
        return commands.executeCommand(Command.openLimits);
    }
  }

  /** A built-in preset is copied into the user's file, where the copy counts from then on. */
  async #edit(preset: OfferedPreset): Promise<void> {
    if (preset.origin === 'builtIn') {
      await this.#file.add(presetEntry(preset));
    } else {
      await this.#show(preset.origin, preset.name);
    }
  }

  async #show(origin: PresetOrigin, name: string | undefined): Promise<void> {
    if (origin === 'file' || origin === 'builtIn') {
      await this.#file.open(name);
      return;
    }
    await commands.executeCommand(
      origin === 'workspace'
        ? 'workbench.action.openWorkspaceSettingsFile'
        : 'workbench.action.openSettingsJson',
      { revealSetting: { key: Setting.presets, edit: true } },
    );
  }

  async #continue(preset: OfferedPreset): Promise<void> {
    if (isChat(preset)) {
      await this.#goOn(preset);
      return;
    }
    const values = valuesAt(requireActiveEditor());
    if (lacksText(preset, values)) {
      throw new TokenscopeError('EmptyText', {});
    }
    const question = await ask(preset, values);
    if (question !== undefined) {
      const prompt = preset.read.render({ ...values, question });
      // A preset says how to sample; the form's beam search would set that aside.
      await this.run(prompt, { numBeams: 1, ...preset.sampling }, preset.name);
    }
  }

  /** Goes on with the chat whose turns the active document holds, else begins one. */
  async #chat(): Promise<void> {
    const { presets } = await this.gather();
    const chats = presets.filter(isChat);
    const text = window.activeTextEditor?.document.getText() ?? '';
    const preset = chats.find(({ chat }) => lastTurn(text, chat).kind !== 'none') ?? chats[0];
    if (preset) {
      await this.#goOn(preset);
    }
  }

  #goOn(preset: ChatPreset): Promise<void> {
    const editor = window.activeTextEditor;
    return this.#chats.goOn(preset, () => preset.read.render(editor ? valuesAt(editor) : nothing));
  }
}

function isChat(preset: OfferedPreset): preset is OfferedPreset & ChatPreset {
  return preset.chat !== null;
}

/** @throws TokenscopeError `PresetRefused` or `UnknownPreset`. */
function named({ presets, refused }: GatheredPresets, name: string): OfferedPreset {
  const bad = refused.find(({ preset }) => preset === name);
  const preset = presets.find((each) => each.name === name);
  if (bad && (preset === undefined || preset.origin === 'builtIn')) {
    throw new TokenscopeError('PresetRefused', bad);
  }
  if (!preset) {
    throw new TokenscopeError('UnknownPreset', { preset: name });
  }
  return preset;
}

/** The answer to a preset's question, empty where it has none to ask; undefined when the user gave up. */
async function ask(preset: OfferedPreset, values: PresetValues): Promise<string | undefined> {
  if (!asksQuestion(preset, values)) {
    return '';
  }
  const answer = await window.showInputBox({
    title: preset.name,
    prompt: preset.question || l10n.t('What is it about?'),
    ignoreFocusOut: true,
  });
  return answer === undefined || answer.trim() === '' ? undefined : answer.trim();
}
