import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SurprisalSummary } from '../../../src/common/protocol/views/laboratory/surprisal';
import { baseStyles } from '../../shared/styles';
import { formatPerplexity } from '../sentences/formatPerplexity';

/** What the reading says of the whole text, in a line. */
@customElement('tokenscope-reading-summary')
export class ReadingSummary extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 20px;
        margin: 0;
      }
      div {
        display: flex;
        gap: 6px;
      }
      dt {
        color: var(--tokenscope-dim);
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) summary: SurprisalSummary | null = null;

  protected override render() {
    const { summary } = this;
    if (summary === null) return nothing;
    const { perplexity, bits, codePoints, bytes, scored } = summary;
    return html`<dl>
      ${item(l10n.t('Perplexity'), formatPerplexity(perplexity), l10n.t('exp(Σ −ln p / tokens)'))}
      ${item(l10n.t('Bits per character'), ratio(bits, codePoints), l10n.t('Σ bits / code points'))}
      ${item(l10n.t('Bits per byte'), ratio(bits, bytes), l10n.t('Σ bits / bytes in UTF-8'))}
      ${item(l10n.t('Bits'), bits.toFixed(1), l10n.t('Σ −log2 p'))}
      ${item(l10n.t('Tokens'), String(scored), l10n.t('Tokens that have a value'))}
    </dl>`;
  }
}

function item(term: string, value: string, title: string): TemplateResult {
  return html`<div title=${title}>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

function ratio(bits: number, count: number): string {
  return count === 0 ? '–' : (bits / count).toFixed(2);
}
