import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { AppliedHead } from '../../../src/common/protocol/model/headApplication';
import { formatScore } from './formatScore';
import { labelColor } from './labelColor';

export const labelCountsStyles = css`
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 2px 0 4px;
    padding: 0;
    list-style: none;
  }
  .counts b {
    font-weight: 600;
  }
  .swatch {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-inline-end: 4px;
    border: 1px solid var(--tokenscope-line);
    vertical-align: -1px;
  }
  .head {
    margin: 0 0 6px;
  }
`;

/** How many texts have which label, with the labels' colours in the editor, and how good the head is. */
export function labelCounts(
  { labels, accuracy, baselineAccuracy }: AppliedHead,
  counts: readonly number[],
  headName: string,
  colors: readonly (number | null)[] = [],
): TemplateResult {
  return html`
    <ul class="counts" aria-label=${l10n.t('Texts of each label')}>
      ${labels.map((label, index) => {
        const color = labelColor(colors[index] ?? null);
        return html`<li>
          ${color === null ? nothing : html`<span class="swatch" .style=${`background: ${color}`}></span>`}${label}
          <b>${counts[index]}</b>
        </li>`;
      })}
    </ul>
    <p class="head dim">
      ${l10n.t(
        'Frozen encoder, trained head: {0}; cross-validated accuracy {1}, majority label {2}.',
        headName,
        formatScore(accuracy),
        formatScore(baselineAccuracy),
      )}
    </p>
  `;
}
