import * as l10n from '@vscode/l10n';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LensCell } from '../../../src/common/protocol/model/logitLens';
import type { LogitLensView } from '../../../src/common/protocol/views/laboratory/logitLens';
import { baseStyles } from '../../shared/styles';
import { lensCellDetail } from './lensCellDetail';
import { lensGridStyles } from './lensGrid.styles';
import { palestEntropy, shadeOf, type LensShade } from './lensShade';
import { nextToken, readToken, shortToken } from './lensTexts';

/** A position of the text is pointed at; null for none. */
export class PositionHover extends Event {
  static readonly type = 'tokenscope-position-hover';

  constructor(readonly position: number | null) {
    super(PositionHover.type, { bubbles: true, composed: true });
  }
}

interface Place {
  readonly layer: number;
  readonly position: number;
}

/** Layers × positions, the last layer at the top, with all about the cell that is pointed at beside it. */
@customElement('tokenscope-lens-grid')
export class LensGrid extends LitElement {
  static override readonly styles = [baseStyles, lensGridStyles];

  @property({ attribute: false }) view: LogitLensView | null = null;
  @property() shade: LensShade = 'top';
  @state() private at: Place = { layer: 0, position: 0 };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view') && this.view) {
      const { cells, positions } = this.view;
      this.at = { layer: cells.length - 1, position: positions.length - 1 };
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view')) {
      // The cursor's column, which the run was made for, is the last.
      const scroll = this.renderRoot.querySelector('.scroll');
      scroll?.scrollTo({ left: scroll.scrollWidth });
    }
  }

  protected override render() {
    const { view } = this;
    if (view === null) return html``;
    const { cells, positions } = view;
    const last = positions.length - 1;
    const layers = cells.map((_, layer) => cells.length - 1 - layer);
    return html`<div class="both">
        <div
          class="scroll"
          role="group"
          aria-label=${l10n.t('Next token by layer and position; arrow keys move')}
          tabindex="0"
          @keydown=${this.#onKey}
        >
          <table class="grid" @pointerleave=${() => this.#tell(null)}>
            <thead>
              <tr class="read">
                <th scope="row">${l10n.t('read')}</th>
                ${positions.map(
                  ({ token }, position) =>
                    html`<th class=${position === last ? 'cursor' : ''} title=${token}>
                      ${readToken(view, position)}
                    </th>`,
                )}
              </tr>
              <tr class="next">
                <th scope="row">${l10n.t('really next')}</th>
                ${positions.map(
                  (_, position) =>
                    html`<th class=${position === last ? 'cursor' : ''}>
                      ${nextToken(view, position) || '–'}
                    </th>`,
                )}
              </tr>
            </thead>
            <tbody>
              ${layers.map(
                (layer) =>
                  html`<tr>
                    <th scope="row">
                      ${
                        layer === cells.length - 1
                          ? l10n.t('{0} (output)', layer)
                          : l10n.t('layer {0}', layer)
                      }
                    </th>
                    ${cells[layer]?.map((cell, position) =>
                      this.#cell(view, cell, { layer, position }),
                    )}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <div class="detail" aria-live="polite">
          ${lensCellDetail(view, this.at.layer, this.at.position)}
        </div>
      </div>
      ${legend(this.shade)}`;
  }

  #cell(view: LogitLensView, cell: LensCell, place: Place): TemplateResult {
    const { layer, position } = place;
    const [top = -1] = cell.ids;
    const classes = [
      'cell',
      top === view.positions[position]?.next ? 'hit' : '',
      position === view.positions.length - 1 ? 'cursor' : '',
      layer === this.at.layer && position === this.at.position ? 'at' : '',
    ];
    return html`<td
      class=${classes.join(' ')}
      .style=${`--share: ${shadeOf(cell, this.shade)}`}
      @pointerenter=${() => this.#point(place)}
    >
      ${shortToken(view.tokens[top])}
    </td>`;
  }

  #point(place: Place): void {
    this.at = place;
    this.#tell(place.position);
  }

  #tell(position: number | null): void {
    this.dispatchEvent(new PositionHover(position));
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const step = {
      ArrowUp: [1, 0],
      ArrowDown: [-1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    }[event.key];
    if (!step || this.view === null) return;
    event.preventDefault();
    const [up = 0, right = 0] = step;
    const place = { layer: this.at.layer + up, position: this.at.position + right };
    if (this.view.cells[place.layer]?.[place.position]) {
      this.#point(place);
      void this.updateComplete.then(() =>
        this.renderRoot
          .querySelector('.at')
          ?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
      );
    }
  };
}

function legend(shade: LensShade): TemplateResult {
  return html`<p class="legend dim">
    ${
      shade === 'entropy'
        ? html`${palestEntropy} ${l10n.t('bits')}<span class="ramp"></span>0 ${l10n.t('bits')}`
        : html`p 0<span class="ramp"></span>1`
    }
    <span>
      ${l10n.t(
        'Top row: the last layer, the model’s own prediction. Underlined: the token that really comes next. Framed: the cursor’s token.',
      )}
    </span>
  </p>`;
}
