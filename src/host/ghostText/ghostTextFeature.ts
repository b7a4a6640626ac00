import { commands, ConfigurationTarget, languages, workspace, type Disposable } from 'vscode';
import { Command, Setting } from '../../common/contributions';
import { isTokenscopeError } from '../../common/errors';
import { requireActiveEditor } from '../documents/activeEditor';
import { registerReported } from '../errors/commands';
import { Disposables } from '../lifecycle/disposables';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import { isAnyOn, isOn, type LanguageSwitches } from './ghostTextLanguages';
import { GhostTextProvider } from './ghostTextProvider';
import { GhostTextStatusBar } from './ghostTextStatusBar';
import { LineContinuer } from './lineContinuer';

/** Ghost text: off until the user turns it on for a language. */
export class GhostTextFeature extends Disposables {
  readonly provider: GhostTextProvider;
  readonly #continuer: LineContinuer;
  readonly #status: GhostTextStatusBar;
  #registration: Disposable | null = null;

  constructor(private readonly parts: ModelFeatureParts) {
    super();
    const { settings, runs, errors, stored } = parts;
    this.#status = this.add(new GhostTextStatusBar(settings));
    this.#continuer = new LineContinuer(parts, (status) => (this.#status.status = status));
    this.provider = this.add(
      new GhostTextProvider({
        settings,
        continueLine: (prompt, token) => this.#continuer.continueLine(prompt, token),
        busy: () => runs.busy,
        onError: (error) => {
          if (!isTokenscopeError(error, 'Cancelled') && !isTokenscopeError(error, 'Disposed')) {
            errors.record(error);
          }
        },
      }),
    );
    this.add(runs.onDidBegin(() => this.provider.cancel()));
    this.add(stored.onDidDelete(() => this.provider.forget()));
    this.add(registerReported(Command.toggleGhostText, errors, () => this.#toggle()));
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tokenscope.ghostText')) {
          this.provider.forget();
          this.#update();
        }
      }),
    );
    this.#update();
  }

  override dispose(): void {
    this.#registration?.dispose();
    super.dispose();
  }

  /** VS Code asks for suggestions only while they are on for some language. */
  #update(): void {
    if (!isAnyOn(this.parts.settings.switches(Setting.ghostText))) {
      this.#registration?.dispose();
      this.#registration = null;
    } else {
      this.#registration ??= languages.registerInlineCompletionItemProvider(
        { pattern: '**' },
        this.provider,
      );
    }
    this.#status.update();
  }

  async #toggle(): Promise<void> {
    const { languageId } = requireActiveEditor().document;
    const on = !isOn(this.parts.settings.switches(Setting.ghostText), languageId);
    await writeSwitch(languageId, on);
    if (on) {
      this.#continuer.wake();
      await commands.executeCommand('editor.action.inlineSuggest.trigger');
    }
  }
}

/** Writes a language's switch where it is set already, else for the user. */
async function writeSwitch(languageId: string, on: boolean): Promise<void> {
  const configuration = workspace.getConfiguration();
  const { globalValue, workspaceValue } =
    configuration.inspect<LanguageSwitches>(Setting.ghostText) ?? {};
  const inWorkspace = workspaceValue !== undefined && Object.hasOwn(workspaceValue, languageId);
  await configuration.update(
    Setting.ghostText,
    { ...(inWorkspace ? workspaceValue : globalValue), [languageId]: on },
    inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
  );
}
