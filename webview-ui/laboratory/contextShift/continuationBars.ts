import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { continuationSums } from '../../../src/common/measures/continuationSums';
import type { ContextShiftView } from '../../../src/common/protocol/views/laboratory/contextShift';
import { formatLogProb } from '../../shared/format';

/** Width of a bar at its longest, to either side, in the drawing's units. */
const half = 60;

interface Row {
  readonly text: string;
  readonly sums: readonly [number, number];
  readonly ratio: number;
}

/**
 * Several continuations, ordered by their log-probability ratio: bars to the right where prompt 1 makes
 * one likelier, to the left where prompt 2 does.
 */
export function continuationBars({
  continuations,
}: ContextShiftView): TemplateResult | typeof nothing {
  if (continuations.length < 2) return nothing;
  const rows = continuations.flatMap(({ text, tokens }): Row[] => {
    const sums = continuationSums(tokens);
    return sums === null ? [] : [{ text: text.trim(), sums, ratio: sums[0] - sums[1] }];
  });
  const largest = Math.max(...rows.map(({ ratio }) => Math.abs(ratio)), Number.MIN_VALUE);
  return html`<table class="continuation ratios">
    <thead>
      <tr>
        <th scope="col">${l10n.t('Continuation')}</th>
        <th scope="col" class="number other">${l10n.t('ln P after {0}', 1)}</th>
        <th scope="col" class="number other">${l10n.t('ln P after {0}', 2)}</th>
        <th scope="col" class="number">${l10n.t('log ratio')}</th>
        <td class="sides dim" aria-hidden="true">
          <span>${l10n.t('← likelier after {0}', 2)}</span>
          <span>${l10n.t('after {0} →', 1)}</span>
        </td>
      </tr>
    </thead>
    <tbody>
      ${rows.toSorted((a, b) => b.ratio - a.ratio).map((row) => bar(row, largest))}
    </tbody>
  </table>`;
}

function bar({ text, sums, ratio }: Row, largest: number): TemplateResult {
  const length = (half * Math.abs(ratio)) / largest;
  return html`<tr>
    <td title=${text}>${text}</td>
    <td class="number other">${formatLogProb(sums[0])}</td>
    <td class="number other">${formatLogProb(sums[1])}</td>
    <td class="number">${formatLogProb(ratio)}</td>
    <td class="sides">
      <svg viewBox="0 0 ${2 * half} 10" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<rect class=${ratio < 0 ? 'second' : 'first'} x=${ratio < 0 ? half - length : half}
          y="1" width=${length} height="8"></rect>
        <line x1=${half} x2=${half} y1="0" y2="10"></line>`}
      </svg>
    </td>
  </tr>`;
}
