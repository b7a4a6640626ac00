import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AttentionThumbnails } from '../../../src/common/protocol/model/attention';
import { hoverLab } from '../../../src/common/protocol/views/laboratory/laboratory';
import {
  copyAttentionMatrix,
  saveAttentionPicture,
  type AttentionView,
} from '../../../src/common/protocol/views/laboratory/attention';
import { FieldChange } from '../../shared/draftField';
import type { Host } from '../../shared/host';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { ViewMemory } from '../../shared/vscodeApi';
import './attentionPicture';
import { TokenHover, type AttentionPicture } from './attentionPicture';
import { attentionResultStyles } from './attentionResult.styles';
import { AttentionWeights } from './attentionWeightsCache';
import './headGrid';
import { HeadChange } from './headGrid';
import { LookDrawings, tokenNames, type Look, type LookDrawing } from './lookDrawing';

const firstLook: Look = {
  kind: 'head',
  layer: 0,
  head: 0,
  drawing: 'lines',
  hideSpecial: false,
  threshold: 0.05,
};

/** All heads of one text, and one of them, or a summary, in detail; what is slotted stands above it. */
@customElement('tokenscope-attention-result')
export class AttentionResultView extends LitElement {
  static override readonly styles = [baseStyles, attentionResultStyles];

  @property({ attribute: false }) host: Host | null = null;
  @property({ type: Number }) run = 0;
  @property({ attribute: false }) result: AttentionView | null = null;
  @property({ type: Boolean }) linked = false;
  @state() private look: Look;
  @state() private thumbnails: AttentionThumbnails | null = null;
  @state() private weights: ArrayLike<number> | null = null;
  @state() private available = 600;
  @query('tokenscope-attention-picture') private readonly picture!: AttentionPicture | null;
  @query('.detail') private readonly detail!: HTMLElement | null;
  readonly #memory = new ViewMemory<{ attention: Look }>();
  readonly #resized = new ResizeObserver(() => this.#measure());
  readonly #drawings = new LookDrawings();
  #source: AttentionWeights | null = null;
  #clickable: ReadonlySet<number> = new Set();

  constructor() {
    super();
    this.look = { ...firstLook, ...this.#memory.get('attention') };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { host, result, run } = this;
    if (result && (changed.has('result') || changed.has('linked'))) {
      this.#clickable = this.#clickableOf(result);
    }
    if (host && result && (changed.has('run') || changed.has('result'))) {
      this.#source = new AttentionWeights(host, run, result);
      const { layers, heads } = result.shape;
      const { layer, head } = this.look;
      this.look = {
        ...this.look,
        layer: Math.min(layer, layers - 1),
        head: Math.min(head, heads - 1),
      };
      void this.#load();
    }
  }

  protected override firstUpdated(): void {
    if (this.detail) this.#resized.observe(this.detail);
  }

  protected override render() {
    const { result, look } = this;
    if (result === null) return html``;
    const drawn = this.#drawn();
    const strongest = drawn?.strongest ?? 1;
    const chosen = { head: look.head, mean: null, rollout: null }[look.kind];
    return html`<div class="bar"><slot name="model"></slot>${this.#controls()}</div>
      <tokenscope-head-grid
        .shape=${result.shape}
        .thumbnails=${this.thumbnails}
        .layer=${look.layer}
        .head=${chosen}
        @tokenscope-head=${this.#onHead}
      ></tokenscope-head-grid>
      <div class="detail">
        <slot></slot>
        <tokenscope-attention-picture
          .drawing=${drawn?.drawing ?? null}
          .strongest=${strongest}
          .threshold=${look.threshold}
          .masked=${result.masked}
          .clickable=${this.#clickable}
          @tokenscope-token-hover=${this.#onHover}
        ></tokenscope-attention-picture>
        <p class="dim">
          ${l10n.t('Full colour = {0}', strongest.toFixed(2))}. <slot name="hint"></slot>
        </p>
      </div>`;
  }

  #controls() {
    const { look } = this;
    const option = (value: string, label: string) => ({ value, label });
    return html`<tokenscope-select-field
        label=${l10n.t('Layer {0}', look.layer)}
        .value=${look.kind}
        .options=${[
          option('head', l10n.t('Head {0}', look.head)),
          option('mean', l10n.t('Mean of heads')),
          option('rollout', l10n.t('Rollout to here')),
        ]}
        @tokenscope-field-change=${(event: Event) => this.#choose(event, 'kind')}
      ></tokenscope-select-field>
      <tokenscope-select-field
        class="narrow"
        label=${l10n.t('As')}
        .value=${look.drawing}
        .options=${[option('lines', l10n.t('Lines')), option('matrix', l10n.t('Matrix'))]}
        @tokenscope-field-change=${(event: Event) => this.#choose(event, 'drawing')}
      ></tokenscope-select-field>
      <label class="range"
        >${l10n.t('From weight')}
        <input
          type="range"
          min="0"
          max="0.5"
          step="0.01"
          .value=${String(look.threshold)}
          @input=${this.#onThreshold}
        /><span class="number">${look.threshold.toFixed(2)}</span></label
      >
      <vscode-checkbox
        label=${l10n.t('Hide special tokens')}
        ?checked=${look.hideSpecial}
        @change=${this.#onHide}
      ></vscode-checkbox>
      <span class="buttons"
        >${this.#button('copy', l10n.t('Copy Matrix'), () => this.#copy())}
        ${this.#button('file-code', l10n.t('Save as SVG…'), () => void this.#save('svg'))}
        ${this.#button('file-media', l10n.t('Save as PNG…'), () => void this.#save('png'))}</span
      >`;
  }

  #button(icon: string, label: string, click: () => void) {
    return html`<vscode-toolbar-button
      icon=${icon}
      label=${label}
      title=${label}
      @click=${click}
    ></vscode-toolbar-button>`;
  }

  async #load(): Promise<void> {
    const source = this.#source;
    const { look } = this;
    if (!source) return;
    const weights = await source.get(look);
    if (source === this.#source && look === this.look) this.weights = weights;
    const thumbnails = await source.thumbnails;
    if (source === this.#source) this.thumbnails = thumbnails;
  }

  #drawn(): LookDrawing | null {
    const { weights, look, result } = this;
    const font = `12px ${getComputedStyle(this).fontFamily}`;
    return result && this.#drawings.of(result, weights, look, { width: this.available, font });
  }

  /** Tokens of a result that can be masked. */
  #clickableOf({ maskToken, tokens: all }: AttentionView): ReadonlySet<number> {
    const tokens = this.linked && maskToken !== null ? all : [];
    return new Set(tokens.flatMap(({ special }, index) => (special ? [] : [index])));
  }

  #measure(): void {
    this.available = this.detail?.clientWidth ?? this.available;
  }

  #change(change: Partial<Look>): void {
    this.look = { ...this.look, ...change };
    this.#memory.set('attention', this.look);
    void this.#load();
  }

  #choose(event: Event, what: 'kind' | 'drawing'): void {
    if (event instanceof FieldChange) this.#change({ [what]: event.value });
  }

  #copy(): void {
    const { weights, result } = this;
    if (!result) return;
    const names = tokenNames(result);
    const lines = names.map((name, from) =>
      [name, ...names.map((_, to) => String(weights?.[from * names.length + to] ?? ''))].join('\t'),
    );
    const text = [['', ...names].join('\t'), ...lines, ''].join('\n');
    this.host?.tell(copyAttentionMatrix, { text });
  }

  async #save(kind: 'svg' | 'png'): Promise<void> {
    const { picture } = this;
    if (!picture) return;
    const content = kind === 'svg' ? new TextEncoder().encode(picture.svg()) : await picture.png();
    this.host?.tell(saveAttentionPicture, { kind, content });
  }

  readonly #onHead = (event: Event) => {
    if (event instanceof HeadChange) {
      this.#change({ layer: event.layer, head: event.head, kind: 'head' });
    }
  };

  readonly #onThreshold = (event: Event) => {
    this.#change({ threshold: Number((event.target as HTMLInputElement).value) });
  };

  readonly #onHide = (event: Event) => {
    this.#change({ hideSpecial: (event.target as VscodeCheckbox).checked });
  };

  readonly #onHover = (event: Event) => {
    if (this.linked && event instanceof TokenHover) {
      this.host?.tell(hoverLab, { tool: 'attention', part: event.token });
    }
  };
}
