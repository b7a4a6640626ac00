import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LogitLensView } from '../../../src/common/protocol/views/laboratory/logitLens';
import { formatLogProb, formatProbability, formatRank } from '../../shared/format';
import { nextToken, readToken, shortToken } from './lensTexts';

/** All that is known of one cell. */
export function lensCellDetail(
  view: LogitLensView,
  layer: number,
  position: number,
): TemplateResult | typeof nothing {
  const cell = view.cells[layer]?.[position];
  if (!cell) return nothing;
  const { ids, logProbs, next, entropyBits } = cell;
  return html`<h3>${l10n.t('Layer {0}, after “{1}”', layer, readToken(view, position))}</h3>
    <table>
      <tbody>
        ${ids.map((id, index) => {
          const probability = Math.exp(logProbs[index] ?? Number.NaN);
          return html`<tr class=${id === view.positions[position]?.next ? 'hit' : ''}>
            <td title=${view.tokens[id]?.token ?? ''}>${shortToken(view.tokens[id])}</td>
            <td class="number">${formatProbability(probability)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
    <p>
      ${
        next === null
          ? l10n.t('The text ends here.')
          : html`${l10n.t('Really next:')} <strong>${nextToken(view, position)}</strong
              ><br />${l10n.t('rank {0}', formatRank(next.rank))},
              ${formatProbability(Math.exp(next.logProb))}, ln p ${formatLogProb(next.logProb)}`
      }<br /><span class="dim">${l10n.t('Entropy {0} bits', entropyBits.toFixed(2))}</span>
    </p>`;
}
