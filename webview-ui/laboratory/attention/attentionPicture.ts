import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { baseStyles } from '../../shared/styles';
import { ThemeChange } from '../../shared/themeChange';
import { attentionPictureStyles } from './attentionPicture.styles';
import type { Drawing, Label } from './drawing';
import { paint, type Paint } from './painting';
import { svgText } from './svg';

/** Properties that the canvas shows. */
const painted = ['drawing', 'strongest', 'threshold', 'hovered'];

/** The pointer or the focus is on a token, or left it. */
export class TokenHover extends Event {
  constructor(readonly token: number | null) {
    super('tokenscope-token-hover');
  }
}
/** A token was clicked. */
export class TokenClick extends Event {
  constructor(readonly token: number) {
    super('tokenscope-token-click', { bubbles: true, composed: true });
  }
}

/** One drawing on a canvas, its tokens as buttons over it. */
@customElement('tokenscope-attention-picture')
export class AttentionPicture extends LitElement {
  static override readonly styles = [baseStyles, attentionPictureStyles];

  @property({ attribute: false }) drawing: Drawing | null = null;
  /** The weight that is drawn in full colour. */
  @property({ type: Number }) strongest = 1;
  /** Weights below it are left out. */
  @property({ type: Number }) threshold = 0;
  @property({ attribute: false }) masked: number | null = null;
  /** Tokens that can be clicked. */
  @property({ attribute: false }) clickable: ReadonlySet<number> = new Set();
  @state() private hovered: number | null = null;
  @state() private cell: string | null = null;
  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;

  constructor() {
    super();
    new ThemeChange(this, () => this.#repaint());
  }

  protected override render() {
    const { drawing } = this;
    if (drawing === null) return nothing;
    // A property: the page's policy forbids style attributes.
    const size = `width: ${drawing.width}px; height: ${drawing.height}px`;
    return html`<div class="picture" .style=${size}>
        <canvas
          role="img"
          aria-label=${l10n.t('Attention weights between tokens')}
          @pointermove=${this.#onPointer}
          @pointerleave=${() => (this.cell = null)}
        ></canvas>
        ${drawing.labels.map((label) =>
          // The pointer changes a few labels of hundreds.
          guard(
            [label, label.token === this.hovered, label.token === this.masked, this.clickable],
            () => this.#label(label),
          ),
        )}
      </div>
      ${drawing.cells.length === 0 ? nothing : html`<p class="dim">${this.cell ?? l10n.t('Rows attend to columns: point at a cell to read its weight.')}</p>`}`;
  }

  protected override updated(changed: PropertyValues): void {
    if (painted.some((name) => changed.has(name))) this.#repaint();
  }

  #repaint(): void {
    const { canvas, drawing } = this;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !drawing) return;
    const ratio = Math.max(1, devicePixelRatio);
    canvas.width = drawing.width * ratio;
    canvas.height = drawing.height * ratio;
    context.scale(ratio, ratio);
    paint(context, drawing, { ...this.#paint(false), only: this.hovered, labels: false });
  }

  /** The whole drawing as SVG, on the background of the view. */
  svg(): string {
    return this.drawing === null ? '' : svgText(this.drawing, this.#paint(true));
  }

  /** The whole drawing as a PNG of twice its size. */
  async png(): Promise<Uint8Array> {
    const { drawing } = this;
    const canvas = new OffscreenCanvas(2 * (drawing?.width ?? 1), 2 * (drawing?.height ?? 1));
    const context = canvas.getContext('2d');
    if (drawing && context) {
      context.scale(2, 2);
      paint(context as unknown as CanvasRenderingContext2D, drawing, this.#paint(true));
    }
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return new Uint8Array(await blob.arrayBuffer());
  }

  #paint(whole: boolean): Paint {
    const { color, backgroundColor, borderTopColor, font } = getComputedStyle(this);
    return {
      ink: borderTopColor,
      text: color,
      background: whole ? backgroundColor : null,
      font,
      strongest: this.strongest,
      threshold: this.threshold,
      only: null,
      labels: true,
    };
  }

  #label({ token, side, text, x, y, width, height, align, upright }: Label) {
    const box = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
    const clickable = this.clickable.has(token);
    const classes = [
      'token',
      align,
      upright ? 'upright' : '',
      token === this.hovered ? 'on' : '',
      token === this.masked ? 'masked' : '',
    ];
    // One of the two sides is enough for the keyboard.
    return html`<button
      class=${classes.join(' ')}
      .style=${box}
      title=${clickable ? l10n.t('{0}: click to mask', text) : text}
      tabindex=${side === 'from' ? 0 : -1}
      aria-pressed=${clickable ? token === this.masked : nothing}
      @pointerenter=${() => this.#hover(token)}
      @pointerleave=${() => this.#hover(null)}
      @focus=${() => this.#hover(token)}
      @blur=${() => this.#hover(null)}
      @click=${() => clickable && this.dispatchEvent(new TokenClick(token))}
    >
      <span>${text}</span>
    </button>`;
  }

  #hover(token: number | null): void {
    this.hovered = token;
    this.dispatchEvent(new TokenHover(token));
  }

  readonly #onPointer = ({ offsetX, offsetY }: MouseEvent) => {
    const { drawing } = this;
    const found = drawing?.cells.find(
      ({ x, y, size }) => offsetX >= x && offsetX < x + size && offsetY >= y && offsetY < y + size,
    );
    const text = (token: number) =>
      drawing?.labels.find((each) => each.token === token)?.text ?? '';
    this.cell = found
      ? l10n.t('{0} to {1}: {2}', text(found.from), text(found.to), found.weight.toFixed(4))
      : null;
  };
}
