import { EventEmitter, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import { Setting } from '../../common/contributions';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import type { OffsetRange, TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { isTextOfUser } from '../documents/activeEditor';
import type { DocumentMirror } from '../documents/documentMirror';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Settings } from '../settings/settings';
import { DecorationTypes, type DecorationStyle } from './decorationTypes';
import { EditorDecorator } from './editorDecorator';
import { readTokenOptions } from './tokenOptions';
import { TokenTargets } from './tokenTargets';
import type { TokenizerChoice } from './tokenizerChoice';

/** Keeps the tokens of all visible editors decorated. Listens only: no process starts before text is selected. */
export class TokensController extends Disposables {
  readonly targets: TokenTargets;
  readonly #didDraw = this.add(
    new EventEmitter<{ decorator: EditorDecorator; part: 'segments' | 'ids' }>(),
  );
  /** An editor's decorations were set. */
  readonly onDidDraw = this.#didDraw.event;
  #types: DecorationTypes;
  readonly #decorators = new Map<TextEditor, EditorDecorator>();
  #lastError = '';

  constructor(
    private readonly settings: Settings,
    private readonly tokenizers: TokenizerChoice,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
    private readonly errors: ErrorReporter,
  ) {
    super();
    this.targets = new TokenTargets(settings);
    this.#types = new DecorationTypes(this.#style);
    this.add(window.onDidChangeVisibleTextEditors(() => this.#editorsChanged()));
    this.add(window.onDidChangeTextEditorSelection(({ textEditor }) => this.#schedule(textEditor)));
    this.add(
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#schedule(textEditor)),
    );
    this.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of this.#decorators.keys()) {
          if (editor.document === document) {
            this.#schedule(editor, { edited: true });
          }
        }
      }),
    );
    this.add(
      window.onDidChangeTextEditorViewColumn(({ textEditor }) => this.targets.moved(textEditor)),
    );
    // A moved tab's new editor can come before VS Code tells that the tab is gone from its old group.
    this.add(window.tabGroups.onDidChangeTabs(() => this.#scheduleAll()));
    this.add(workspace.onDidCloseTextDocument((document) => this.targets.forget(document)));
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tokenscope')) {
          if (event.affectsConfiguration(Setting.decorate)) {
            this.targets.reset();
          }
          this.#restyle();
          this.#scheduleAll();
        }
      }),
    );
    this.add(tokenizers.onDidChange(() => this.#scheduleAll()));
    this.#editorsChanged();
  }

  /** In which style tokens are drawn. */
  get style(): DecorationStyle {
    return this.#types.style;
  }

  /** The decorator of an editor that was decorated or listened to. */
  decorator(editor: TextEditor): EditorDecorator | undefined {
    return this.#decorators.get(editor);
  }

  /** The decorated text around an offset in any editor of a document, for hovers. */
  decoratedAt(
    document: TextDocument,
    offset: number,
  ): { selection: OffsetRange; tokenizer: TokenizerRef } | null {
    for (const { decorated } of this.#decorators.values()) {
      if (decorated?.document === document && decorated.version === document.version) {
        const selection = decorated.targets.find(
          (each) => each.start <= offset && offset < each.end,
        );
        if (selection) {
          return { selection, tokenizer: decorated.tokenizer };
        }
      }
    }
    return null;
  }

  /** The command "Toggle Tokens". */
  toggle(editor: TextEditor): void {
    this.targets.toggle(editor);
    this.#lastError = '';
    this.#schedule(editor);
  }

  get #style(): DecorationStyle {
    return this.settings.boolean(Setting.projector) ? 'projector' : 'plain';
  }

  /** One style's decoration types exist at a time. */
  #restyle(): void {
    const old = this.#types;
    if (old.style !== this.#style) {
      this.#types = new DecorationTypes(this.#style);
      for (const decorator of this.#decorators.values()) {
        decorator.restyle();
      }
      old.dispose();
    }
  }

  #editorsChanged(): void {
    const visible = new Set(window.visibleTextEditors.filter(isTextOfUser));
    for (const [editor, decorator] of this.#decorators) {
      if (!visible.has(editor)) {
        decorator.dispose();
        this.#decorators.delete(editor);
      }
    }
    for (const editor of visible) {
      this.#schedule(editor);
    }
  }

  #scheduleAll(): void {
    for (const decorator of this.#decorators.values()) {
      decorator.schedule();
    }
  }

  #schedule(editor: TextEditor, change?: { edited: boolean }): void {
    let decorator = this.#decorators.get(editor);
    if (!decorator && window.visibleTextEditors.includes(editor) && isTextOfUser(editor)) {
      decorator = new EditorDecorator(
        editor,
        () => ({
          targets: this.targets.of(editor),
          options: readTokenOptions(this.settings, editor.document),
          tokenizer: this.tokenizers.current,
        }),
        () => this.#types,
        this.worker,
        this.mirror,
        {
          drawn: (drawn, part) => this.#didDraw.fire({ decorator: drawn, part }),
          failed: (error) => this.#report(error),
        },
      );
      this.#decorators.set(editor, decorator);
    }
    decorator?.schedule(change);
  }

  /** The same trouble at every keystroke is told once. */
  #report(error: unknown): void {
    if (isTokenscopeError(error, 'TokenizerQuarantined')) {
      // Whoever keeps the choice of the tokenizer tells it, and another one is used from now on.
      return;
    }
    const message = String(error);
    if (message !== this.#lastError) {
      this.#lastError = message;
      this.errors.show(error);
    }
  }

  override dispose(): void {
    super.dispose();
    this.#types.dispose();
    for (const decorator of this.#decorators.values()) {
      decorator.dispose();
    }
  }
}
