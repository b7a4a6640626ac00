import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
  applyCandidate,
  copyCandidates,
  fillMaskState,
  rerunFillMask,
  type FillMaskState,
} from '../../src/common/protocol/views/fillMask';
import { announcement } from '../shared/announcement';
import { formatDuration } from '../shared/format';
import { FieldChange } from '../shared/draftField';
import { Host } from '../shared/host';
import '../shared/modelFooter';
import { remarks } from '../shared/remarks';
import { KeptScroll } from '../shared/keptScroll';
import { baseStyles } from '../shared/styles';
import '../shared/viewHeader';
import { ViewMemory } from '../shared/vscodeApi';
import '../shared/welcome';
import { wireView } from '../shared/wireView';
import { appStyles } from './app.styles';
import { CandidateChosen, CopyRequest, MaskSelected } from './events';
import './maskedText';
import './maskLists';
import type { MaskLists } from './maskLists';
import { spokenResult } from './spokenResult';

/** The Fill Mask view. */
@customElement('tokenscope-fill-mask')
export class FillMaskApp extends LitElement {
  static override readonly styles = [baseStyles, appStyles];

  @state() private view: FillMaskState | null = null;
  @query('tokenscope-mask-lists') private readonly lists!: MaskLists | null;
  readonly #host = new Host();
  readonly #scroll = new KeptScroll(new ViewMemory<{ scroll: number }>());

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(fillMaskState, (view) => {
      // What a new run finds stands at the top, wherever the last result was scrolled to.
      if (this.view?.status !== 'running' && view.status === 'running') scrollTo(0, 0);
      this.view = view;
    });
    host.start();
    wireView(this, host, () => this.view?.status === 'running');
    this.addEventListener(CandidateChosen.type, (event) => {
      if (event instanceof CandidateChosen) {
        void host.ask(applyCandidate, { mask: event.mask, candidate: event.candidate });
      }
    });
    this.addEventListener(CopyRequest.type, (event) => {
      if (event instanceof CopyRequest) host.tell(copyCandidates, { mask: event.mask });
    });
    this.addEventListener(MaskSelected.type, (event) => {
      if (event instanceof MaskSelected) void this.lists?.show(event.mask);
    });
  }

  protected override firstUpdated(): void {
    this.#scroll.follow(document.documentElement, document);
  }

  protected override updated(): void {
    if (this.view !== null) this.#scroll.restore();
  }

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`
      ${announcement(spokenResult(view))}
      <main aria-busy=${view.status === 'running'}>
        ${view.status === 'empty' ? this.#welcome() : this.#result(view)}
      </main>
    `;
  }

  #welcome(): TemplateResult {
    const choices = [
      {
        text: l10n.t(
          'Put [MASK] in place of a word, leave the cursor in that sentence, and read what BERT would write there.',
        ),
        label: l10n.t('Fill [MASK]'),
        icon: 'symbol-string',
        run: () => this.#host.runAction('fillMask'),
      },
      {
        text: l10n.t(
          'Or put the cursor on any word: it is hidden from BERT, and the document stays as it is.',
        ),
        label: l10n.t('Mask This Word'),
        icon: 'eye-closed',
        run: () => this.#host.runAction('maskWord'),
      },
    ];
    return html`<tokenscope-welcome .choices=${choices}></tokenscope-welcome>`;
  }

  #result(view: FillMaskState): TemplateResult {
    const running = view.status === 'running';
    const facts = running
      ? []
      : [l10n.t('{0} tokens', view.tokens), formatDuration(view.milliseconds)];
    return html`
      <tokenscope-view-header .source=${view.source} .progress=${view.progress} .running=${running}>
        ${
          running || view.text.length === 0
            ? nothing
            : html`<vscode-toolbar-button
                icon="refresh"
                label=${l10n.t('Run Again')}
                title=${l10n.t('Run Again')}
                @click=${() => this.#host.tell(rerunFillMask, { topK: view.topK })}
              ></vscode-toolbar-button>`
        }
      </tokenscope-view-header>
      <div
        class="above"
        ?hidden=${view.text.length + view.notices.length === 0 && view.error === null}
      >
        <tokenscope-masked-text
          .pieces=${view.text}
          .masks=${view.masks}
          ?hidden=${view.text.length === 0}
        ></tokenscope-masked-text>
        ${remarks(view.error, view.notices)}
      </div>
      ${
        view.masks.length === 0
          ? nothing
          : html`<tokenscope-mask-lists
              .masks=${view.masks}
              .topK=${view.topK}
              .stale=${running || view.restored}
              @tokenscope-field-change=${this.#onTopK}
            ></tokenscope-mask-lists>`
      }
      ${view.text.length === 0 && !running ? this.#welcome() : nothing}
      <tokenscope-model-footer .model=${view.model} .facts=${facts}></tokenscope-model-footer>
    `;
  }

  readonly #onTopK = (event: Event) => {
    if (event instanceof FieldChange && typeof event.value === 'number') {
      this.#host.tell(rerunFillMask, { topK: event.value });
    }
  };
}
