import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { histogramBounds, rankBucket } from '../../../src/common/measures/causal';
import { bucketLevels } from '../../../src/common/measures/readingLevel';
import type { SurprisalSummary } from '../../../src/common/protocol/views/laboratory/surprisal';
import { baseStyles } from '../../shared/styles';
import { surprisalColors } from '../sentences/surprisal.styles';

const row = 16;
const labels = 84;
const room = 130;
const counts = 44;

/** How many tokens have which rank, a bar for each bin, in the colours of GLTR's buckets. */
@customElement('tokenscope-rank-histogram')
export class RankHistogram extends LitElement {
  static override readonly styles = [
    baseStyles,
    surprisalColors,
    css`
      figure {
        margin: 0;
      }
      figcaption {
        color: var(--tokenscope-dim);
        margin-bottom: 4px;
      }
      text {
        fill: var(--vscode-foreground);
        font-size: 11px;
        font-variant-numeric: tabular-nums;
        dominant-baseline: central;
      }
      .name {
        fill: var(--tokenscope-dim);
      }
      rect {
        fill: var(--level);
        stroke: var(--tokenscope-line);
      }
    `,
  ];

  @property({ attribute: false }) summary: SurprisalSummary | null = null;

  protected override render() {
    const { summary } = this;
    if (summary === null) return nothing;
    const { histogram } = summary;
    const most = Math.max(1, ...histogram);
    const width = labels + room + counts;
    const height = row * histogramBounds.length;
    const spoken = histogramBounds.map((_, bin) => `${binName(bin)}: ${histogram[bin] ?? 0}`);
    return html`<figure>
      <figcaption>${l10n.t('Tokens by rank')}</figcaption>
      <svg
        viewBox="0 0 ${width} ${height}"
        width=${width}
        height=${height}
        role="img"
        aria-label=${l10n.t('Tokens by rank: {0}', spoken.join('; '))}
      >
        ${histogramBounds.map((bound, bin) => bar(bin, bound, histogram[bin] ?? 0, most))}
      </svg>
    </figure>`;
  }
}

function bar(bin: number, bound: number, count: number, most: number): TemplateResult {
  const middle = row * (bin + 0.5);
  const length = (room * count) / most;
  return svg`<text class="name" x=${labels - 8} y=${middle} text-anchor="end">${binName(bin)}</text>
    ${count === 0 ? nothing : svg`<rect class="level${bucketLevels[rankBucket(bound)]}" x=${labels} y=${row * bin + 2} width=${length} height=${row - 4}></rect>`}
    <text x=${labels + length + 6} y=${middle}>${count}</text>`;
}

/** `1`, `2–3`, `> 10000`. */
function binName(bin: number): string {
  const from = histogramBounds[bin] ?? 0;
  const next = histogramBounds[bin + 1];
  if (next === undefined) return `> ${from - 1}`;
  return next - 1 === from ? String(from) : `${from}–${next - 1}`;
}
