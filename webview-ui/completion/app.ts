import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
  changeForm,
  completionState,
  completionTokens,
  copyCompletion,
  insertCompletion,
  replaceSelection,
  restartCompletion,
  startCompletion,
  type CompletionState,
} from '../../src/common/protocol/views/completion';
import { announcement } from '../shared/announcement';
import { counted } from '../shared/counted';
import { Host } from '../shared/host';
import { KeptScroll } from '../shared/keptScroll';
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
import { CompletionRequest, FormChange, type CompletionAction } from './events';
import './settingsSection';
import type { SettingsSection } from './settingsSection';
import './statsLine';
import './tokenStream';
import type { TokenStream } from './tokenStream';

interface Remembered {
  readonly scroll: number;
  readonly settingsOpen: boolean;
}

/** The Continue view. */
@customElement('tokenscope-completion')
export class CompletionApp extends LitElement {
  static override readonly styles = [baseStyles, appStyles];

  @state() private view: CompletionState | null = null;
  @query('tokenscope-token-stream') private readonly stream!: TokenStream | null;
  readonly #host = new Host();
  readonly #memory = new ViewMemory<Remembered>();
  readonly #scroll = new KeptScroll(this.#memory);

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(completionState, (view) => {
      // The text of a new run stands at the top, also where the settings had been scrolled to.
      if (this.view !== null && view.run !== this.view.run) scrollTo(0, 0);
      this.view = view;
    });
    host.on(completionTokens, (update) => {
      if (this.view !== null) this.view = appendTokens(this.view, update);
    });
    host.start();
    wireView(this, host, () => this.view?.status === 'running');
    this.addEventListener(CompletionRequest.type, (event) => {
      if (event instanceof CompletionRequest) this.#run(event.action);
    });
    this.addEventListener(FormChange.type, (event) => {
      if (event instanceof FormChange) host.tell(changeForm, event.changes);
    });
  }

  protected override updated(): void {
    const { stream } = this;
    if (stream === null) return;
    this.#scroll.follow(stream);
    this.#scroll.restore();
  }

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`
      ${announcement(spoken(view))}
      <main aria-busy=${view.status === 'running'}>
        ${view.status === 'empty' ? this.#welcome() : this.#result(view)}
        <tokenscope-settings-section
          .open=${this.#memory.get('settingsOpen') ?? false}
          .form=${view.form}
          .lastSeed=${view.seed}
          @toggle=${this.#onToggle}
        ></tokenscope-settings-section>
        <tokenscope-model-footer .model=${view.model}></tokenscope-model-footer>
      </main>
    `;
  }

  #welcome(): TemplateResult {
    const choices = [
      {
        text: l10n.t(
          'Select text, or put the cursor where it should go on. The model continues it here, and nothing is written into your document until you say so.',
        ),
        label: l10n.t('Continue with GPT-2'),
        icon: 'sparkle',
        run: () => this.#run('start'),
      },
    ];
    return html`<tokenscope-welcome .choices=${choices}></tokenscope-welcome>`;
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
        ${
          running
            ? nothing
            : html`<vscode-toolbar-button
                icon="sparkle"
                label=${l10n.t('Continue at the Cursor or Selection')}
                title=${l10n.t('Continue at the Cursor or Selection')}
                @click=${() => this.#run('start')}
              ></vscode-toolbar-button>`
        }
      </tokenscope-view-header>
      <div class="above" ?hidden=${view.notices.length === 0 && view.error === null}>
        ${remarks(view.error, view.notices)}
      </div>
      ${view.prompt === '' && view.text === '' && !running ? this.#welcome() : this.#continuation(view)}
    `;
  }

  #continuation(view: CompletionState): TemplateResult {
    const running = view.status === 'running';
    return html`
      <tokenscope-token-stream
        .run=${view.run}
        .prompt=${view.prompt}
        .promptCut=${view.promptCut}
        .tokens=${view.tokens}
        .text=${view.text}
        .running=${running}
      ></tokenscope-token-stream>
      <tokenscope-action-bar
        .running=${running}
        .hasText=${view.text !== ''}
        .hasSelection=${view.hasSelection}
      ></tokenscope-action-bar>
      <tokenscope-stats-line .view=${view}></tokenscope-stats-line>
    `;
  }

  #run(action: CompletionAction): void {
    const host = this.#host;
    switch (action) {
      case 'start':
        host.tell(startCompletion);
        break;
      case 'restart':
        host.tell(restartCompletion);
        break;
      case 'copy':
        host.tell(copyCompletion);
        break;
      case 'insert':
        void host.ask(insertCompletion);
        break;
      case 'replace':
        void host.ask(replaceSelection);
        break;
    }
  }

  readonly #onToggle = (event: Event) => {
    this.#memory.set('settingsOpen', (event.target as SettingsSection).open);
  };
}

/** What a screen reader says when a run begins or ends; single tokens would be a torrent. */
function spoken({ status, progress, tokens, stopped }: CompletionState): string {
  if (status === 'running') return progress ?? l10n.t('Writing…');
  if (status !== 'done') return '';
  return l10n.t('Done: {0}. {1}', counted(tokens.length, 'token'), stopped ?? '');
}
