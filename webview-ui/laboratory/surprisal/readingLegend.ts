import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { rankBounds } from '../../../src/common/measures/causal';
import { bucketLevels } from '../../../src/common/measures/readingLevel';
import { surprisalBounds } from '../../../src/common/measures/surprisalLevels';
import type { SurprisalView } from '../../../src/common/protocol/views/laboratory/surprisal';
import { formatProbability } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { surprisalColors } from '../sentences/surprisal.styles';

/** What the colours mean: ranks, with the share of tokens of each bucket, or bits. */
@customElement('tokenscope-reading-legend')
export class ReadingLegend extends LitElement {
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
        flex-wrap: wrap;
        border-radius: 2px;
        overflow: hidden;
      }
      .scale > span {
        min-width: 44px;
        padding: 0 8px;
        color: var(--vscode-foreground);
        font-variant-numeric: tabular-nums;
        text-align: center;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) result: SurprisalView | null = null;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    return result.colors === 'ranks' ? this.#ranks(result) : this.#bits();
  }

  #ranks({ summary: { buckets, scored } }: SurprisalView) {
    return html`<p>
      <span>${l10n.t('Rank of the token')}</span>
      <span class="scale">
        ${rankBounds.map((bound, index) => {
          const next = rankBounds[index + 1];
          const share = scored === 0 ? null : (buckets[index] ?? 0) / scored;
          return html`<span class="level${bucketLevels[index]}"
            >${next === undefined ? `> ${bound - 1}` : `${bound}–${next - 1}`}:
            ${formatProbability(share)}</span
          >`;
        })}
      </span>
      <span>${l10n.t('of the tokens')}</span>
    </p>`;
  }

  #bits() {
    return html`<p>
      <span>${l10n.t('Surprisal in bits')}</span>
      <span class="scale">
        ${surprisalBounds.map((bound, index) => {
          const next = surprisalBounds[index + 1];
          const text = next === undefined ? `≥ ${bound}` : `${bound}–${next}`;
          return html`<span class="level${index + 1}">${bound === 0 ? `< ${next}` : text}</span>`;
        })}
      </span>
    </p>`;
  }
}
