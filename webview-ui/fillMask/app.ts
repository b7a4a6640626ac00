import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
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
import { wireActions } from './actions';
import { MaskSelected } from './events';
import { headerButtons } from './headerButtons';
import './optionsBar';
import { pinnedRun } from './pinnedRun';
import './togetherList';
import './maskedText';
import './maskLists';
import type { MaskLists } from './maskLists';
import { spokenResult } from './spokenResult';

/** The Fill Mask view. */
@customElement('tokenscope-fill-mask')
export class FillMaskApp extends LitElement {
  static override readonly styles = [baseStyles, appStyles];

  @state() private view: FillMaskState | null = null;
  /** Whether the options are unfolded. */
  @state() private options: boolean;
  @query('tokenscope-mask-lists') private readonly lists!: MaskLists | null;
  readonly #host = new Host();
  readonly #memory = new ViewMemory<{ scroll: number; options: boolean }>();
  readonly #scroll = new KeptScroll(this.#memory);

  constructor() {
    super();
    this.options = this.#memory.get('options') ?? false;
  }

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
    wireActions(this, host);
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
            : headerButtons(view, this.#host, {
                open: this.options,
                toggle: () => this.#memory.set('options', (this.options = !this.options)),
              })
        }
      </tokenscope-view-header>
      ${
        this.options && view.text.length > 0
          ? html`<tokenscope-fill-mask-options .view=${view}></tokenscope-fill-mask-options>`
          : nothing
      }
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
      <tokenscope-together-list
        .together=${view.together}
        .stale=${running || view.restored}
        ?hidden=${view.together === null}
      ></tokenscope-together-list>
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
      ${view.pinned === null ? nothing : pinnedRun(view.pinned, this.#host)}
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
