import { commands, type Uri } from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { Command, View } from '../../../common/contributions';
import type { WorkerClient } from '../../../common/processes';
import type { TokenChunk } from '../../../common/protocol/tokenizer/tokenList';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import {
  chooseTokenizer,
  copyShownIds,
  exportShownTokens,
  hoverSpan,
  pickSpan,
  setSpecialTokens,
  showTab,
  tokensChunk,
  tokensCursor,
  tokensState,
  type TokensState,
  type TokensTab,
} from '../../../common/protocol/views/tokens';
import type { DocumentMirror } from '../../documents/documentMirror';
import type { EncodeFeature } from '../../encode/encodeFeature';
import { EncodeTabs } from '../../encode/encodeTabs';
import type { Settings } from '../../settings/settings';
import { StateView } from '../../views/stateView';
import type { TokenCopy } from '../tokenCopy';
import type { TokenizerChoice } from '../tokenizerChoice';
import { LinkedSpan } from '../../documents/linkedSpan';
import { TokensSession, type TokensListener } from './tokensSession';

/** The Tokens side panel: tokens, linked both ways with the editor, and the tabs for encoding and decoding. */
export class TokensView extends StateView<TokensState> implements TokensListener {
  readonly session: TokensSession;
  readonly #linked = new LinkedSpan();
  readonly #tabs: EncodeTabs;
  /** A tab to show once the page is loaded. */
  #wantedTab: TokensTab | null = null;
  /** An offset to scroll to once the tokens are there. */
  #wanted: number | null = null;

  constructor(
    extensionUri: Uri,
    settings: Settings,
    tokenizers: TokenizerChoice,
    worker: WorkerClient,
    mirror: DocumentMirror,
    private readonly copy: TokenCopy,
    encode: EncodeFeature,
  ) {
    super(extensionUri, View.tokens, 'tokens', 'tokenscope-tokens', tokensState);
    this.session = new TokensSession(settings, tokenizers, worker, mirror, this);
    this.#tabs = new EncodeTabs(encode, (type, params) => this.notify(type, params));
  }

  /** Shows the view, and in it the token at an offset of the active document. */
  async show(offset: number): Promise<void> {
    this.#wanted = offset;
    await this.#showTab('tokens');
    if (this.visible) {
      await this.session.refresh();
    }
  }

  /** Shows the Encode tab with what is selected. */
  async encode(): Promise<void> {
    await Promise.all([this.#showTab('encode'), this.#tabs.encodeSelection()]);
  }

  /** Shows the Decode tab. */
  async decode(): Promise<void> {
    await this.#showTab('decode');
  }

  stateChanged(state: TokensState): void {
    this.push();
    if (state.status === 'done' && this.#wanted !== null) {
      this.session.reveal(this.#wanted);
      this.#wanted = null;
    }
  }

  chunk(run: number, chunk: TokenChunk): void {
    this.notify(tokensChunk, { run, chunk });
  }

  cursor(offset: number | null, reveal: boolean): void {
    this.notify(tokensCursor, { offset, reveal });
  }

  dispose(): void {
    this.session.dispose();
    this.#tabs.dispose();
    this.#linked.dispose();
  }

  protected state(): TokensState {
    return this.session.state;
  }

  protected cancel(): void {
    this.session.cancel();
    this.#tabs.cancel();
  }

  protected override appeared(): void {
    // The page before this one cannot tell any more that the pointer has left a token.
    this.#linked.clear();
    this.#tellTab();
    this.#tabs.push();
    void this.session.refresh();
  }

  protected handle(connection: MessageConnection): void {
    this.#tabs.handle(connection);
    connection.onNotification(hoverSpan, ({ span }) => this.#hover(span));
    connection.onNotification(pickSpan, ({ span }) => this.#pick(span));
    connection.onNotification(setSpecialTokens, ({ on }) => {
      void this.session.setSpecialTokens(on);
    });
    connection.onNotification(chooseTokenizer, () => {
      void commands.executeCommand(Command.selectTokenizer);
    });
    connection.onNotification(copyShownIds, ({ ids }) => {
      void this.copy.shown(ids, this.session.state.tokenizer);
    });
    connection.onNotification(exportShownTokens, () => {
      void commands.executeCommand(Command.exportTokens);
    });
  }

  async #showTab(tab: TokensTab): Promise<void> {
    this.#wantedTab = tab;
    // A page that is there already hears of it now, one that has yet to load when it appears.
    this.#tellTab();
    await this.reveal();
  }

  #tellTab(): void {
    if (this.#wantedTab !== null && this.visible) {
      this.notify(showTab, { tab: this.#wantedTab });
      this.#wantedTab = null;
    }
  }

  #hover(span: OffsetRange | null): void {
    const document = this.session.target?.document;
    if (document && span) {
      this.#linked.show(document, span);
    } else {
      this.#linked.clear();
    }
  }

  #pick(span: OffsetRange): void {
    const target = this.session.target;
    const editor = target && this.#linked.select(target.document, span);
    if (editor) {
      this.session.keep(editor);
    }
  }
}
