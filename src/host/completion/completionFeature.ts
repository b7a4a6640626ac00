import { commands, window, workspace } from 'vscode';
import { Command, ContextKey, View } from '../../common/contributions';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { requireActiveEditor } from '../documents/activeEditor';
import type { LabExportParts } from '../laboratory/labExport';
import { ManagedContextKey } from '../lifecycle/contextKey';
import { Disposables } from '../lifecycle/disposables';
import type { Completer } from './completer';
import { CompletionEdits } from './completionEdits';
import { CompletionResults } from './completionResults';
import { CompletionSession } from './completionSession';
import { CompletionView } from './completionView';
import { FormSettings } from './formSettings';
import { Guessing } from './guessing';
import { LocalCompleter } from './localCompleter';
import { NextTokenLook } from './nextTokenLook';
import { madePrompt, promptAt, type PromptInput } from './promptInput';
import { readForm } from './samplingSettings';
import type { ServerBackend } from './server/serverBackend';
import { ServerCompleter } from './server/serverCompleter';

/** "Continue with GPT-2": commands, session and side panel. */
export class CompletionFeature extends Disposables {
  readonly session: CompletionSession;
  readonly guessing: Guessing;
  readonly look: NextTokenLook;
  readonly #view: CompletionView;
  readonly #running = new ManagedContextKey<boolean>(ContextKey.completionRunning);
  readonly #hasCompletion = new ManagedContextKey<boolean>(ContextKey.hasCompletion);

  constructor(
    private readonly parts: LabExportParts,
    private readonly backend: ServerBackend,
  ) {
    super();
    const { extensionUri, settings, registry, worker, runs, stored, errors } = parts;
    const local = new LocalCompleter(registry, worker);
    const completer = (): Completer =>
      backend.inUse ? new ServerCompleter(backend, backend.inUse) : local;
    this.session = this.add(
      new CompletionSession(completer, runs, readForm(settings), {
        stateChanged: (state) => {
          this.#running.value = state.status === 'running';
          this.#hasCompletion.value = state.text !== '';
          this.#view.push();
          if (state.status !== 'running') {
            stored.save('completion', () => this.session.kept);
          }
        },
        tokensAdded: (tokens) => {
          this.#hasCompletion.value = true;
          this.#view.add(tokens);
        },
      }),
    );
    const form = new FormSettings(settings, () => (this.session.form = form.current));
    const edits = new CompletionEdits(this.session, errors);
    this.guessing = new Guessing(this.session);
    this.look = this.add(new NextTokenLook(this.session));
    this.add(new CompletionResults(this.session, parts));
    this.#view = new CompletionView(extensionUri, this.session, edits, {
      changeForm: (change) => form.change(change),
      again: () => void this.#again(),
      work: (work) => this.#recorded(work),
      beginGuessing: () => this.beginGuessing(),
      guess: (guess) => this.guessing.guess(guess),
      look: (place) => this.look.look(place),
    });
    this.#showBackend(completer());
    this.add(backend.onDidChange(() => this.#showBackend(completer())));
    this.session.restore(stored.load('completion'));
    this.add(stored.onDidDelete(() => this.session.clear()));
    this.add(window.registerWebviewViewProvider(View.completion, this.#view));
    this.#registerCommands(edits);
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tokenscope.completion')) {
          this.session.form = form.current;
        }
      }),
    );
  }

  /** Tells where the next text comes from; what another backend is writing ends, and stays. */
  #showBackend({ closed }: Completer): void {
    const { inUse } = this.backend;
    const server = inUse && { host: inUse.host, local: inUse.local };
    if (server?.host !== this.session.state.server?.host) {
      this.session.cancel();
    }
    this.session.showBackend(server, closed);
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

  /** Takes the text at the cursor as a prompt that nothing is generated for yet. Errors are shown. */
  async beginGuessing(): Promise<void> {
    await this.#shown(async () => {
      this.session.begin(promptAt(requireActiveEditor()));
      await this.#view.reveal();
    });
  }

  #registerCommands(edits: CompletionEdits): void {
    const register = (command: string, work: () => unknown): void => {
      this.add(commands.registerCommand(command, work));
    };
    register(Command.continue, () => this.#start());
    register(Command.extendCompletion, () => this.#shown(() => this.session.extend()));
    register(Command.regenerateCompletion, () => this.#shown(() => this.session.again()));
    register(Command.insertCompletion, () => edits.insert());
    register(Command.replaceSelection, () => edits.replaceSelection());
    register(Command.copyCompletion, () => edits.copy());
  }

  async #start(): Promise<void> {
    await this.#shown(() => this.#run(promptAt(requireActiveEditor())));
  }

  /** Another text for the same prompt; without one, for the editor's. */
  async #again(): Promise<void> {
    if (this.session.hasPrompt) {
      await this.#recorded(() => this.session.again());
    } else {
      await this.#start();
    }
  }

  async #run(input: PromptInput): Promise<void> {
    // The run begins first: from then on edits are followed.
    await Promise.all([this.session.run(input), this.#view.reveal()]);
  }

  /** Errors are shown in a message, too. */
  async #shown(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.parts.errors.show(error);
    }
  }

  /** Errors are shown in the view. */
  async #recorded(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.parts.errors.record(error);
      return false;
    }
  }
}
