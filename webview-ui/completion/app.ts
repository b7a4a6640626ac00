import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
  completionState,
  completionTokens,
  type CompletionState,
} from '../../src/common/protocol/views/completion';
import { announcement } from '../shared/announcement';
import { counted } from '../shared/counted';
import { Host } from '../shared/host';
import { KeptScroll } from '../shared/keptScroll';
import { listen } from '../shared/listen';
import '../shared/modelFooter';
import { remarks } from '../shared/remarks';
import { baseStyles } from '../shared/styles';
import '../shared/viewHeader';
import { ViewMemory } from '../shared/vscodeApi';
import '../shared/welcome';
import { wireView } from '../shared/wireView';
import './actionBar';
import { appStyles } from './app.styles';
import { appendTokens } from './appendTokens';
import { CardController } from './cardController';
import { AlternativeChosen, CompletionRequest, TokenOpened } from './events';
import './guessBar';
import { NextTokenController } from './nextTokenController';
import type { Remembered } from './remembered';
import { viewSections } from './sections';
import './serverBanner';
import './shadeLegend';
import './statsLine';
import './tokenCard';
import type { TokenCard } from './tokenCard';
import './tokenStream';
import type { TokenStream } from './tokenStream';
import { wireRequests } from './wireRequests';

/** The Continue view. */
@customElement('tokenscope-completion')
export class CompletionApp extends LitElement {
  static override readonly styles = [baseStyles, appStyles];

  @state() private view: CompletionState | null = null;
  /** Place of the token that was opened last; null: the end of the text. */
  @state() private selected: number | null = null;
  /** Somebody has used the view: not before is the model asked for anything, since that would load it. */
  @state() private used = false;
  /** Place of a token that was chosen, which gets the focus once it is drawn. */
  #chosen: number | null = null;
  @query('tokenscope-token-stream') private readonly stream!: TokenStream | null;
  @query('tokenscope-token-card') private readonly cardElement!: TokenCard | null;
  readonly #host = new Host();
  readonly #memory = new ViewMemory<Remembered>();
  readonly #scroll = new KeptScroll(this.#memory);
  readonly #card: CardController = new CardController(this, () => this.cardElement);
  readonly #next = new NextTokenController(this, this.#host);

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(completionState, (view) => this.#show(view));
    host.on(completionTokens, (update) => {
      if (this.view !== null) this.view = appendTokens(this.view, update);
    });
    host.start();
    wireView(this, host, () => this.view?.status === 'running');
    wireRequests(this, host, () => this.view);
    for (const type of ['pointerdown', 'focusin']) {
      this.addEventListener(type, () => (this.used = true));
    }
    listen(this, AlternativeChosen, ({ place }) => (this.#chosen = place));
    listen(this, TokenOpened, ({ token: { branch, place } }) => {
      if (branch === this.view?.shown) this.selected = place;
    });
  }

  protected override updated(): void {
    const { stream, view } = this;
    if (view !== null && (this.used || !view.restored) && this.#memory.get('nextOpen')) {
      this.#next.lookAt(view, this.selected ?? view.tokens.length);
    }
    if (stream === null) return;
    if (this.#chosen !== null && view?.chosen.includes(this.#chosen)) {
      const place = this.#chosen;
      this.#chosen = null;
      void stream.updateComplete.then(() => stream.focusToken(place));
    }
    this.#scroll.follow(stream);
    this.#scroll.restore();
  }

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const sections = viewSections({
      view,
      next: this.#next,
      place: this.selected ?? view.tokens.length,
      isOpen: (name) => this.#memory.get(name) ?? false,
      onToggle: (name, open) => this.#toggle(name, open),
    });
    return html`
      ${announcement(spoken(view))}
      <main aria-busy=${view.status === 'running'}>
        <div class="page">
          ${
            view.server === null
              ? nothing
              : html`<tokenscope-server-banner .server=${view.server}></tokenscope-server-banner>`
          }
          ${view.status === 'empty' ? this.#welcome() : this.#result(view)}
        </div>
        <div class="sections">${sections}</div>
        <tokenscope-model-footer .model=${view.model}></tokenscope-model-footer>
      </main>
      ${
        this.#card.token === null
          ? nothing
          : html`<tokenscope-token-card
              .token=${this.#card.token}
              @mouseenter=${this.#card.stay}
              @mouseleave=${this.#card.leave}
            ></tokenscope-token-card>`
      }
    `;
  }

  #show(view: CompletionState): void {
    const before = this.view;
    const other = view.run !== before?.run || view.shown !== before.shown;
    // The text of a new run stands at the top, also where the settings had been scrolled to.
    if (before !== null && view.run !== before.run) scrollTo(0, 0);
    if (other) {
      this.#card.close();
      this.selected = null;
    }
    this.view = view;
  }

  #welcome(): TemplateResult {
    const choices = [
      {
        text: l10n.t(
          'Select text, or put the cursor where it should go on. The model continues it here, and nothing is written into your document until you say so.',
        ),
        label: l10n.t('Continue with GPT-2'),
        icon: 'sparkle',
        run: () => this.#request('start'),
      },
      {
        text: l10n.t(
          'Or have a prompt made from it: for a summary, a draft, an answer, a chat, or one of your own.',
        ),
        label: l10n.t('Continue with Preset…'),
        icon: 'library',
        run: () => this.#host.runAction('continueWithPreset'),
      },
      {
        text: l10n.t('Or guess which token comes next, before the model shows what it expected.'),
        label: l10n.t('Guess the Next Token'),
        icon: 'question',
        run: () => {
          this.#toggle('guessing', true);
          this.#request('guess');
        },
      },
    ];
    return html`<tokenscope-welcome
      .choices=${this.view?.closed === null ? choices : choices.slice(0, 2)}
    ></tokenscope-welcome>`;
  }

  #result(view: CompletionState): TemplateResult {
    const running = view.status === 'running';
    return html`
      <tokenscope-view-header
        ownStop
        .source=${view.source}
        .progress=${view.progress ?? l10n.t('Writing…')}
        .running=${running}
      >
        ${running ? nothing : this.#headerButtons(view)}
      </tokenscope-view-header>
      <div class="above" ?hidden=${view.notices.length === 0 && view.error === null}>
        ${remarks(view.error, view.notices)}
      </div>
      ${view.prompt === '' && view.text === '' && !running ? this.#welcome() : this.#continuation(view)}
    `;
  }

  #headerButtons(view: CompletionState): TemplateResult {
    return html`
      ${this.#switch('unshaded', 'symbol-color', l10n.t('Shade Tokens by Probability'), true)}
      ${
        view.closed === null
          ? this.#switch('guessing', 'question', l10n.t('Guess the Next Token First'))
          : nothing
      }
      <vscode-toolbar-button
        icon="sparkle"
        label=${l10n.t('Continue at the Cursor or Selection')}
        title=${l10n.t('Continue at the Cursor or Selection')}
        @click=${() => this.#request('start')}
      ></vscode-toolbar-button>
    `;
  }

  /** @param inverted the switch is on while what is remembered is off. */
  #switch(
    name: 'unshaded' | 'guessing',
    icon: string,
    label: string,
    inverted = false,
  ): TemplateResult {
    const on = this.#memory.get(name) ?? false;
    return html`<vscode-toolbar-button
      icon=${icon}
      label=${label}
      title=${label}
      toggleable
      ?checked=${on !== inverted}
      @change=${() => this.#toggle(name, !on)}
    ></vscode-toolbar-button>`;
  }

  #continuation(view: CompletionState): TemplateResult {
    const running = view.status === 'running';
    const shaded = !(this.#memory.get('unshaded') ?? false);
    const guessing = (this.#memory.get('guessing') ?? false) && view.closed === null;
    const shown = view.branches.find(({ id }) => id === view.shown);
    return html`
      <tokenscope-token-stream
        .view=${view}
        .shaded=${shaded}
        .open=${this.#card.token}
      ></tokenscope-token-stream>
      ${
        guessing
          ? html`<tokenscope-guess-bar
              .guesses=${view.guesses}
              .running=${running}
            ></tokenscope-guess-bar>`
          : nothing
      }
      <tokenscope-action-bar
        .running=${running}
        .hasText=${view.text !== ''}
        .hasSelection=${view.hasSelection}
        .favourite=${shown?.favourite ?? false}
      ></tokenscope-action-bar>
      <div class="facts">
        <tokenscope-stats-line .view=${view}></tokenscope-stats-line>
        ${
          shaded && view.tokens.some(({ logProb }) => logProb !== null)
            ? html`<tokenscope-shade-legend></tokenscope-shade-legend>`
            : nothing
        }
      </div>
    `;
  }

  #toggle(name: Exclude<keyof Remembered, 'scroll'>, on: boolean): void {
    this.#memory.set(name, on);
    this.requestUpdate();
  }

  #request(action: CompletionRequest['action']): void {
    this.dispatchEvent(new CompletionRequest(action));
  }
}

/** What a screen reader says when a run begins or ends; single tokens would be a torrent. */
function spoken({ status, progress, tokens, kept, stopped }: CompletionState): string {
  if (status === 'running') return progress ?? l10n.t('Writing…');
  if (status !== 'done' || tokens.length === 0) return '';
  return l10n.t('Done: {0}. {1}', counted(tokens.length - kept, 'token'), stopped ?? '');
}
