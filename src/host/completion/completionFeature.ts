import { commands, env, window, workspace } from 'vscode';
import { Command, ContextKey, View } from '../../common/contributions';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { requireActiveEditor } from '../documents/activeEditor';
import { ManagedContextKey } from '../lifecycle/contextKey';
import { Disposables } from '../lifecycle/disposables';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import { CompletionSession } from './completionSession';
import { CompletionView } from './completionView';
import { FormSettings } from './formSettings';
import { insertAt } from './insertion';
import { LocalCompleter } from './localCompleter';
import { madePrompt, promptAt, type PromptInput } from './promptInput';
import { readForm } from './samplingSettings';

/** "Continue with GPT-2": commands, session and side panel. */
export class CompletionFeature extends Disposables {
  readonly session: CompletionSession;
  readonly #view: CompletionView;
  readonly #running = new ManagedContextKey<boolean>(ContextKey.completionRunning);
  readonly #hasCompletion = new ManagedContextKey<boolean>(ContextKey.hasCompletion);

  constructor(private readonly parts: ModelFeatureParts) {
    super();
    const { extensionUri, settings, registry, worker, runs, stored } = parts;
    const local = new LocalCompleter(registry, worker);
    this.session = this.add(
      new CompletionSession(() => local, runs, readForm(settings), {
        stateChanged: (state) => {
          this.#running.value = state.status === 'running';
          this.#hasCompletion.value = state.text !== '';
          this.#view.push();
          if (state.status !== 'running') {
            stored.save('completion', () => state);
          }
        },
        tokensAdded: (tokens) => {
          this.#hasCompletion.value = true;
          this.#view.add(tokens);
        },
      }),
    );
    const form = new FormSettings(settings, () => (this.session.form = form.current));
    this.#view = new CompletionView(extensionUri, this.session, form, () => void this.#restart());
    this.session.restore(stored.load('completion'));
    this.add(stored.onDidDelete(() => this.session.clear()));
    this.add(window.registerWebviewViewProvider(View.completion, this.#view));
    this.#registerCommands();
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tokenscope.completion')) {
          this.session.form = form.current;
        }
      }),
    );
  }

  /**
   * Continues a prompt that was made for the active editor, such as by a preset; its text goes to the
   * cursor or selection there. Errors are shown.
   * @param overrides what this prompt's runs take in place of the form's values; @param label names it.
   * @returns the text; null when the run failed or was cancelled.
   */
  async runPrompt(
    prompt: string,
    overrides: Partial<SamplingForm>,
    label: string,
  ): Promise<string | null> {
    try {
      await this.#run(madePrompt(requireActiveEditor(), prompt, overrides, label));
      return this.session.state.text;
    } catch (error) {
      this.parts.errors.show(error);
      return null;
    }
  }

  #registerCommands(): void {
    const register = (command: string, work: () => unknown): void => {
      this.add(commands.registerCommand(command, work));
    };
    register(Command.continue, () => this.#start());
    register(Command.insertCompletion, () => this.#edit(() => this.#insert()));
    register(Command.replaceSelection, () =>
      this.#edit(() => this.session.insertion.replaceSelection(this.session.state.text)),
    );
    register(Command.copyCompletion, () => env.clipboard.writeText(this.session.state.text));
  }

  async #start(): Promise<void> {
    try {
      await this.#run(promptAt(requireActiveEditor()));
    } catch (error) {
      this.parts.errors.show(error);
    }
  }

  /** Runs again on the same prompt; after a reload there is none, so on the editor's. */
  async #restart(): Promise<void> {
    const input = this.session.lastInput;
    if (!input) {
      await this.#start();
      return;
    }
    try {
      await this.#run(input);
    } catch (error) {
      this.parts.errors.record(error);
    }
  }

  async #run(input: PromptInput): Promise<void> {
    // The run begins first: from then on edits are followed.
    await Promise.all([this.session.run(input), this.#view.reveal()]);
  }

  /** A text that was kept through a reload has no place any more: it goes to the active editor's cursor. */
  async #insert(): Promise<void> {
    const { text } = this.session.state;
    if (this.session.restored) {
      const { document, selection } = requireActiveEditor();
      await insertAt(document, selection.active, text);
    } else {
      await this.session.insertion.insert(text);
    }
  }

  /** True when the document was edited; else the view and a message say why not. */
  async #edit(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.session.clearError();
      return true;
    } catch (error) {
      this.session.fail(error);
      this.parts.errors.show(error);
      return false;
    }
  }
}
