import * as l10n from '@vscode/l10n';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AttentionShape } from '../../../src/common/measures/attentionRollout';
import type { AttentionThumbnails } from '../../../src/common/protocol/model/attention';
import { baseStyles } from '../../shared/styles';
import { ThemeChange } from '../../shared/themeChange';

/** Pixels of a picture with its gap; less where the panel is low or narrow, so that more heads are in sight. */
const cellSize = { high: 22, low: 11 };
const low = matchMedia('(max-height: 330px), (max-width: 290px)');

/** A head was chosen. */
export class HeadChange extends Event {
  constructor(
    readonly layer: number,
    readonly head: number,
  ) {
    super('tokenscope-head');
  }
}

/** All heads as small pictures: a row for each layer, a column for each head. */
@customElement('tokenscope-head-grid')
export class HeadGrid extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        width: max-content;
        color: var(--tokenscope-bar);
        outline-offset: 2px;
      }
      canvas {
        display: block;
        cursor: pointer;
      }
      .mark {
        position: absolute;
        outline: 2px solid var(--vscode-focusBorder);
        outline-offset: -1px;
        pointer-events: none;
      }
    `,
  ];

  @property({ attribute: false }) shape: AttentionShape = { layers: 0, heads: 0, tokens: 0 };
  @property({ attribute: false }) thumbnails: AttentionThumbnails | null = null;
  @property({ type: Number }) layer = 0;
  /** Null while the whole layer is shown. */
  @property({ attribute: false }) head: number | null = 0;
  @state() private cell = low.matches ? cellSize.low : cellSize.high;
  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;
  @query('.mark') private readonly mark!: HTMLElement | null;

  constructor() {
    super();
    new ThemeChange(this, () => this.#paint());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    low.addEventListener('change', this.#onHeight);
    this.#onHeight();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    low.removeEventListener('change', this.#onHeight);
  }

  protected override render() {
    return html`<canvas
        tabindex="0"
        role="img"
        aria-label=${l10n.t(
          'Heads: layer {0}, head {1}. Arrow keys choose another.',
          this.layer,
          this.head ?? '–',
        )}
        @click=${this.#onClick}
        @pointermove=${this.#onPointer}
        @keydown=${this.#onKey}
      ></canvas>
      <div class="mark"></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (['thumbnails', 'shape', 'cell'].some((name) => changed.has(name))) this.#paint();
    const { mark } = this;
    if (mark !== null) {
      mark.style.left = `${(this.head ?? 0) * this.cell}px`;
      mark.style.top = `${this.layer * this.cell}px`;
      mark.style.height = `${this.cell + 1}px`;
      mark.style.width = `${(this.head === null ? this.shape.heads : 1) * this.cell + 1}px`;
    }
  }

  #paint(): void {
    const { canvas, shape, thumbnails } = this;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const ratio = Math.max(1, devicePixelRatio);
    canvas.width = (shape.heads * this.cell + 1) * ratio;
    canvas.height = (shape.layers * this.cell + 1) * ratio;
    canvas.style.width = `${shape.heads * this.cell + 1}px`;
    canvas.style.height = `${shape.layers * this.cell + 1}px`;
    if (thumbnails === null) return;
    context.scale(ratio, ratio);
    const { side, cells } = thumbnails;
    const [red = 0, green = 0, blue = 0] = rgbOf(getComputedStyle(this).color);
    const small = new OffscreenCanvas(side, side);
    const smallContext = small.getContext('2d');
    const pixels = new ImageData(side, side);
    for (let picture = 0; picture < shape.layers * shape.heads; picture++) {
      for (let index = 0; index < side * side; index++) {
        // A floor that lets the picture's square be seen.
        const alpha = Math.max(18, cells[picture * side * side + index] ?? 0);
        pixels.data.set([red, green, blue, alpha], index * 4);
      }
      smallContext?.putImageData(pixels, 0, 0);
      const x = (picture % shape.heads) * this.cell + 1;
      const y = Math.floor(picture / shape.heads) * this.cell + 1;
      context.imageSmoothingEnabled = side > this.cell;
      context.drawImage(small, x, y, this.cell - 1, this.cell - 1);
    }
  }

  #at(event: MouseEvent): { layer: number; head: number } {
    const within = (value: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor(value / this.cell)));
    return {
      layer: within(event.offsetY, this.shape.layers),
      head: within(event.offsetX, this.shape.heads),
    };
  }

  readonly #onHeight = () => {
    this.cell = low.matches ? cellSize.low : cellSize.high;
  };

  readonly #onPointer = (event: MouseEvent) => {
    const { layer, head } = this.#at(event);
    this.title = l10n.t('Layer {0}, head {1}', layer, head);
  };

  readonly #onClick = (event: MouseEvent) => {
    const { layer, head } = this.#at(event);
    this.dispatchEvent(new HeadChange(layer, head));
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    const [down = 0, right = 0] = step;
    const layer = Math.max(0, Math.min(this.shape.layers - 1, this.layer + down));
    const head = Math.max(0, Math.min(this.shape.heads - 1, (this.head ?? 0) + right));
    this.dispatchEvent(new HeadChange(layer, head));
  };
}

/** The channels of a resolved CSS colour. */
function rgbOf(color: string): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return [];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
