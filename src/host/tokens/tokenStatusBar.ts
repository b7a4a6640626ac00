import {
  l10n,
  MarkdownString,
  StatusBarAlignment,
  window,
  workspace,
  type TextEditor,
} from 'vscode';
import { Command } from '../../common/contributions';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import {
  countProgress,
  tokensCount,
  type OffsetRange,
} from '../../common/protocol/tokenizer/tokens';
import { isTextOfUser } from '../documents/activeEditor';
import type { DocumentMirror } from '../documents/documentMirror';
import { Debounce } from '../lifecycle/debounce';
import { Disposables } from '../lifecycle/disposables';
import { SingleSlot } from '../lifecycle/singleSlot';
import { counted } from '../wording/counted';
import { selectedOffsets, wholeDocument } from './tokenTargets';
import type { TokenizerChoice } from './tokenizerChoice';

const debounceMilliseconds = 120;

/**
 * `N tokens · tokenizer`: of the selection; of the whole document once Tokenscope was used in this
 * window, since no process is started for nothing. A click opens the picker of tokenizers.
 */
export class TokenStatusBar extends Disposables {
  readonly #item = this.add(
    window.createStatusBarItem('tokenscope.tokens', StatusBarAlignment.Right, 100),
  );
  readonly #slot = this.add(new SingleSlot());
  readonly #updates = this.add(new Debounce(debounceMilliseconds, () => void this.#update()));
  #used = false;
  #runs = 0;

  constructor(
    private readonly tokenizers: TokenizerChoice,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
    this.#item.name = l10n.t('Tokens');
    this.#item.command = Command.selectTokenizer;
    const schedule = (): void => this.#updates.schedule();
    this.add(
      worker.onDidStart(() => {
        this.#used = true;
        schedule();
      }),
    );
    this.add(window.onDidChangeActiveTextEditor(schedule));
    this.add(window.onDidChangeTextEditorSelection(schedule));
    this.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) {
          schedule();
        }
      }),
    );
    this.add(tokenizers.onDidChange(schedule));
    schedule();
  }

  async #update(): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor || !isTextOfUser(editor)) {
      this.#slot.cancel();
      this.#item.hide();
      return;
    }
    this.#item.show();
    const selected = selectedOffsets(editor);
    const tokenizer = this.tokenizers.current;
    if (selected.length === 0 && !this.#used) {
      this.#slot.cancel();
      this.#show(
        `$(symbol-ruler) ${tokenizer.id}`,
        l10n.t('Select text to see and count its tokens.'),
      );
      return;
    }
    try {
      await this.#count(editor, selected);
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled') && !isTokenscopeError(error, 'DocumentChanged')) {
        this.#show(`$(warning) ${tokenizer.id}`, l10n.t('The tokens could not be counted.'));
        this.onError(error);
      }
    }
  }

  async #count(editor: TextEditor, selected: OffsetRange[]): Promise<void> {
    const { document } = editor;
    const tokenizer = this.tokenizers.current;
    const selections = selected.length > 0 ? selected : [wholeDocument(document)];
    const progress = `count-${++this.#runs}`;
    await this.#slot.run(async (token) => {
      const { tokens, unknown } = await this.mirror.withDocument(document, (ref) =>
        this.worker.request(
          tokensCount,
          { document: ref, tokenizer, selections, addSpecialTokens: false, progress },
          token,
          {
            type: countProgress,
            token: progress,
            handler: (share) => this.#showProgress(share, tokenizer.id),
          },
        ),
      );
      if (!token.isCancellationRequested) {
        this.#show(
          `$(symbol-ruler) ${counted(tokens, 'token')} · ${tokenizer.id}`,
          tooltip(tokens, unknown, characters(selections), selected.length > 0),
        );
      }
    });
  }

  #showProgress(share: number, tokenizer: string): void {
    const percent = Math.floor(share * 100);
    this.#show(`$(sync~spin) ${percent} % · ${tokenizer}`, l10n.t('Counting tokens…'));
  }

  #show(text: string, tooltip: string): void {
    this.#item.text = text;
    const markdown = new MarkdownString().appendText(tooltip);
    markdown.appendText('\n').appendText(l10n.t('Click to choose the tokenizer.'));
    this.#item.tooltip = markdown;
    this.#item.accessibilityInformation = {
      label: `${text.replace(/\$\(.*?\)\s*/g, '')} ${tooltip}`,
      role: 'button',
    };
  }
}

function characters(ranges: readonly OffsetRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

function tooltip(tokens: number, unknown: number, length: number, selection: boolean): string {
  const of = selection ? l10n.t('the selection') : l10n.t('the whole document');
  const perToken = tokens > 0 ? (length / tokens).toFixed(2) : '0';
  return [
    l10n.t('{0} in {1}', counted(tokens, 'token'), of),
    l10n.t('{0}, {1} for each token', counted(length, 'utf16Unit'), perToken),
    ...(unknown > 0 ? [counted(unknown, 'unknownToken')] : []),
  ].join('\n');
}
