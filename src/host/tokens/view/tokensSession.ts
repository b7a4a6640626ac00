import { window, workspace, type TextDocument, type TextEditor } from 'vscode';
import { isTokenscopeError } from '../../../common/errors';
import { Setting } from '../../../common/contributions';
import type { WorkerClient } from '../../../common/processes';
import {
  tokenList,
  tokenListProgress,
  type TokenChunk,
} from '../../../common/protocol/tokenizer/tokenList';
import { shownTokens, type TokensState } from '../../../common/protocol/views/tokens';
import { isTextOfUser } from '../../documents/activeEditor';
import type { DocumentMirror } from '../../documents/documentMirror';
import { viewError } from '../../errors/report';
import { Debounce } from '../../lifecycle/debounce';
import { Disposables } from '../../lifecycle/disposables';
import { SingleSlot } from '../../lifecycle/singleSlot';
import type { Settings } from '../../settings/settings';
import type { TokenizerChoice } from '../tokenizerChoice';
import { describeTarget, sameTarget, targetOf, type TokensTarget } from './tokensTarget';

/** After a change of selection, and after an edit: a long text is not listed at every key. */
const selectMilliseconds = 60;
const editMilliseconds = 250;

/** Who shows the tokens. */
export interface TokensListener {
  readonly visible: boolean;
  stateChanged(state: TokensState): void;
  chunk(run: number, chunk: TokenChunk): void;
  cursor(offset: number | null, reveal: boolean): void;
}

/**
 * What the Tokens view shows: the selection of the active editor, else its whole document. It follows
 * the editor while the view is visible; nothing is asked of the tokenizer process before.
 */
export class TokensSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  readonly #selectUpdates = this.add(new Debounce(selectMilliseconds, () => this.#follow()));
  readonly #editUpdates = this.add(new Debounce(editMilliseconds, () => void this.refresh()));
  #target: TokensTarget | null = null;
  /** The selections that the view itself made, see {@link keep}. */
  #own: string | null = null;
  #state: TokensState;

  constructor(
    private readonly settings: Settings,
    private readonly tokenizers: TokenizerChoice,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
    private readonly listener: TokensListener,
  ) {
    super();
    this.#state = {
      ...this.#tokenizerFacts(),
      ...nothing,
      run: 0,
      addSpecialTokens: false,
      projector: settings.boolean(Setting.projector),
    };
    this.add(window.onDidChangeActiveTextEditor(() => this.#selectUpdates.schedule()));
    this.add(window.onDidChangeVisibleTextEditors(() => this.#selectUpdates.schedule()));
    this.add(window.onDidChangeTextEditorSelection(({ textEditor }) => this.#moved(textEditor)));
    this.add(workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)));
    this.add(tokenizers.onDidChange(() => void this.refresh()));
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(Setting.projector)) {
          this.#set({ projector: this.settings.boolean(Setting.projector) });
        }
      }),
    );
  }

  get state(): TokensState {
    return this.#state;
  }

  /** The text that is shown, or null. */
  get target(): TokensTarget | null {
    return this.#target;
  }

  /** Frames each text with special tokens, or not. */
  async setSpecialTokens(on: boolean): Promise<void> {
    this.#set({ addSpecialTokens: on });
    await this.refresh();
  }

  cancel(): void {
    this.#slot.cancel();
  }

  /** The view has just selected something in this editor: what is shown stays. */
  keep(editor: TextEditor): void {
    this.#own = selectionKey(editor);
  }

  /** Scrolls the view to the token at an offset of the document that is shown. */
  reveal(offset: number): void {
    this.listener.cursor(offset, true);
  }

  /** Lists the tokens anew. */
  async refresh(): Promise<void> {
    const editor = window.activeTextEditor;
    if (!this.listener.visible) {
      return;
    }
    if (editor && isTextOfUser(editor)) {
      if (this.#own !== selectionKey(editor)) {
        // Else coming back to the editor would keep the text of the one that was shown in between.
        this.#own = null;
        this.#target = targetOf(editor);
      }
    } else if (this.#target && this.#own === null) {
      // An edit without the focus, such as a file that changed on the disk, moved or cut the text.
      this.#target = targetOf(this.#target.editor);
    }
    const target = this.#target;
    if (target === null || !isShown(target.document)) {
      this.#slot.cancel();
      this.#target = null;
      this.#set({ ...this.#tokenizerFacts(), ...nothing, run: this.#state.run + 1 });
      return;
    }
    await this.#list(target);
  }

  async #list(target: TokensTarget): Promise<void> {
    const { document, selections } = target;
    const run = this.#state.run + 1;
    this.#set({
      ...this.#tokenizerFacts(),
      status: 'running',
      source: describeTarget(target),
      run,
      error: null,
    });
    const progress = `tokens-view-${run}`;
    try {
      await this.#slot.run(async (token) => {
        const counts = await this.mirror.withDocument(document, (ref) =>
          this.worker.request(
            tokenList,
            {
              document: ref,
              tokenizer: this.tokenizers.current,
              selections,
              addSpecialTokens: this.#state.addSpecialTokens,
              limit: shownTokens,
              progress,
            },
            token,
            {
              type: tokenListProgress,
              token: progress,
              handler: (chunk: TokenChunk) => this.listener.chunk(run, chunk),
            },
          ),
        );
        this.#set({ status: 'done', counts });
        this.#tellCursor(target.editor);
      });
    } catch (error) {
      // The change that made the text outdated has scheduled the next run.
      if (this.#state.run === run && !isTokenscopeError(error, 'DocumentChanged')) {
        const cancelled = isTokenscopeError(error, 'Cancelled');
        this.#set({ status: 'failed', error: cancelled ? null : viewError(error) });
      }
    }
  }

  #follow(): void {
    const editor = window.activeTextEditor;
    const moved = editor && isTextOfUser(editor) && !sameTarget(this.#target, targetOf(editor));
    // With the focus elsewhere, in a panel or in the settings, what is shown stays.
    const gone = this.#target !== null && !isShown(this.#target.document);
    if (moved === true || gone || this.#state.status === 'empty') {
      void this.refresh();
    }
  }

  #moved(editor: TextEditor): void {
    if (editor !== window.activeTextEditor || !this.listener.visible) {
      return;
    }
    this.#tellCursor(editor);
    if (this.#own !== selectionKey(editor)) {
      this.#own = null;
      this.#selectUpdates.schedule();
    }
  }

  #tellCursor(editor: TextEditor): void {
    const { document } = editor;
    const inside = document === this.#target?.document;
    // Of a selected token the start counts: its end is the next token's place.
    const { active, start, isEmpty } = editor.selection;
    this.listener.cursor(inside ? document.offsetAt(isEmpty ? active : start) : null, false);
  }

  #edited(document: TextDocument): void {
    if (document === this.#target?.document) {
      this.#own = null;
      this.#editUpdates.schedule();
    }
  }

  #tokenizerFacts(): Pick<TokensState, 'tokenizer' | 'method' | 'contextLength'> {
    const { id } = this.tokenizers.current;
    const { method, contextLength } = this.tokenizers.facts(id);
    return { tokenizer: id, method, contextLength };
  }

  #set(change: Partial<TokensState>): void {
    this.#state = { ...this.#state, ...change };
    this.listener.stateChanged(this.#state);
  }
}

const nothing = { status: 'empty', source: null, counts: null, error: null } as const;

function isShown(document: TextDocument): boolean {
  return window.visibleTextEditors.some((editor) => editor.document === document);
}

function selectionKey({ document, selections }: TextEditor): string {
  return JSON.stringify([document.uri.toString(), selections]);
}
