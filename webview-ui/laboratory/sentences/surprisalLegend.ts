import * as l10n from '@vscode/l10n';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { surprisalBounds } from '../../../src/common/measures/surprisalLevels';
import { baseStyles } from '../../shared/styles';
import { surprisalColors } from './surprisal.styles';

/** What the colours mean, in bits. */
@customElement('tokenscope-surprisal-legend')
export class SurprisalLegend extends LitElement {
  static override readonly styles = [
    baseStyles,
    surprisalColors,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
        margin: 0;
        color: var(--tokenscope-dim);
      }
      .scale {
        display: flex;
        border-radius: 2px;
        overflow: hidden;
      }
      .scale span {
        min-width: 44px;
        padding: 0 6px;
        color: var(--vscode-foreground);
        font-variant-numeric: tabular-nums;
        text-align: center;
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    return html`<p>
      <span>${l10n.t('Pseudo-surprisal in bits')}</span>
      <span class="scale">
        ${surprisalBounds.map(
          (bound, index) =>
            html`<span class="level${index + 1}"
              >${rangeText(bound, surprisalBounds[index + 1])}</span
            >`,
        )}
      </span>
    </p>`;
  }
}

function rangeText(from: number, to: number | undefined): string {
  if (to === undefined) return `≥ ${from}`;
  return from === 0 ? `< ${to}` : `${from}–${to}`;
}
