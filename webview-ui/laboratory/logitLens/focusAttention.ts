import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LogitLensView } from '../../../src/common/protocol/views/laboratory/logitLens';
import { FieldChange } from '../../shared/draftField';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { PositionHover } from './lensGrid';
import { lensGridStyles } from './lensGrid.styles';
import { readToken } from './lensTexts';

/** What is chosen in place of a head: the mean over all. */
const mean = 'mean';

/** Where the cursor's token looks, layer by layer: the mean over the heads, or one of them. */
@customElement('tokenscope-focus-attention')
export class FocusAttentionTable extends LitElement {
  static override readonly styles = [
    baseStyles,
    lensGridStyles,
    css`
      h3 {
        margin: 12px 0 4px;
        font-size: inherit;
        font-weight: 600;
      }
      .head {
        --tokenscope-select-width: 110px;
        display: block;
        margin-bottom: 4px;
      }
      .cell {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) view: LogitLensView | null = null;
  @state() private head = mean;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { layers, heads } = view.attention;
    const last = view.positions.length - 1;
    const rows = Array.from({ length: layers }, (_, index) => layers - 1 - index);
    return html`<h3>${l10n.t('Where “{0}” looks', readToken(view, last))}</h3>
      <tokenscope-select-field
        class="head"
        label=${l10n.t('Head')}
        .value=${this.head}
        .options=${[
          { value: mean, label: l10n.t('mean of all') },
          ...Array.from({ length: heads }, (_, head) => ({
            value: String(head),
            label: String(head),
          })),
        ]}
        @tokenscope-field-change=${this.#onHead}
      ></tokenscope-select-field>
      <div
        class="scroll"
        role="group"
        tabindex="0"
        aria-label=${l10n.t('Attention weights in per cent by layer and position')}
      >
        <table class="grid" @pointerleave=${() => this.#tell(null)}>
          <thead>
            <tr>
              <th scope="row">${l10n.t('looks at, %')}</th>
              ${view.positions.map(
                ({ token }, position) =>
                  html`<th class=${position === last ? 'cursor' : ''} title=${token}>
                    ${readToken(view, position)}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (layer) =>
                html`<tr>
                  <th scope="row">${l10n.t('layer {0}', layer)}</th>
                  ${view.positions.map((_, position) => this.#cell(view, layer, position))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #cell(view: LogitLensView, layer: number, position: number): TemplateResult {
    const weight = weightOf(view, layer, this.head, position);
    return html`<td
      class="cell ${position === view.positions.length - 1 ? 'cursor' : ''}"
      .style=${`--share: ${weight}`}
      title=${weight.toFixed(4)}
      @pointerenter=${() => this.#tell(position)}
    >
      ${Math.round(100 * weight)}
    </td>`;
  }

  #tell(position: number | null): void {
    this.dispatchEvent(new PositionHover(position));
  }

  readonly #onHead = (event: Event) => {
    event.stopPropagation();
    if (event instanceof FieldChange) this.head = String(event.value);
  };
}

/** The weight that the last position gives to one, by a head or on average. */
function weightOf(
  { attention: { heads, weights }, positions }: LogitLensView,
  layer: number,
  head: string,
  position: number,
): number {
  const chosen = head === mean ? Array.from({ length: heads }, (_, each) => each) : [Number(head)];
  const sum = chosen.reduce(
    (total, each) => total + (weights[(layer * heads + each) * positions.length + position] ?? 0),
    0,
  );
  return sum / chosen.length;
}
