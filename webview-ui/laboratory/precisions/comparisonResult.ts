import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { difference } from '../../../src/common/measures/difference';
import type { ComparedToken } from '../../../src/common/protocol/model/compareModels';
import type {
  ComparedModel,
  PrecisionsView,
} from '../../../src/common/protocol/views/laboratory/precisions';
import { formatDuration, formatLogProb, formatRank } from '../../shared/format';

/** How far two models differ at one place, and their likeliest tokens side by side. */
export function comparisonResult(result: PrecisionsView): TemplateResult {
  const { klBits, largest, sameTop, runMilliseconds, models } = result;
  return html`<dl class="measures">
      ${row(
        l10n.t('Likeliest token'),
        sameTop ? l10n.t('the same in both') : l10n.t('not the same'),
      )}
      ${
        klBits === null
          ? nothing
          : row(
              l10n.t('KL divergence'),
              l10n.t(
                '{0} bits from first to second, {1} back',
                klBits[0].toPrecision(3),
                klBits[1].toPrecision(3),
              ),
            )
      }
      ${
        largest === null
          ? nothing
          : row(
              l10n.t('Largest |Δ ln p|'),
              l10n.t('{0}, of “{1}”', largest.difference.toPrecision(3), largest.token),
            )
      }
      ${row(
        l10n.t('Time of a run'),
        runMilliseconds
          .map((time, side) => `${nameOf(models[side === 0 ? 0 : 1])} ${formatDuration(time)}`)
          .join(', '),
      )}
      ${row(l10n.t('Size'), models.map((model) => `${nameOf(model)} ${sizeOf(model)}`).join(', '))}
    </dl>
    <div
      class="scroll"
      tabindex="0"
      role="region"
      aria-label=${l10n.t('Likeliest tokens in both models')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">${l10n.t('Token')}</th>
            <th scope="col" class="number">${l10n.t('ln p, {0}', 1)}</th>
            <th scope="col" class="number">${l10n.t('ln p, {0}', 2)}</th>
            <th scope="col" class="number">Δ</th>
            <th scope="col" class="number">${l10n.t('ranks')}</th>
          </tr>
        </thead>
        <tbody>
          ${result.tokens.map(tokenRow)}
        </tbody>
      </table>
    </div>`;
}

function tokenRow({ token, text, logProbs, ranks }: ComparedToken): TemplateResult {
  const apart = difference(logProbs);
  return html`<tr>
    <td title=${token}>${text.replaceAll('\n', '↵')}</td>
    <td class="number">${formatLogProb(logProbs[0])}</td>
    <td class="number">${formatLogProb(logProbs[1])}</td>
    <td class="number">${apart === null ? formatLogProb(null) : apart.toFixed(4)}</td>
    <td class="number dim">${ranks.map(formatRank).join(' / ')}</td>
  </tr>`;
}

function row(name: string, value: string): TemplateResult {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

function nameOf({ id, precision }: ComparedModel): string {
  return id.includes(precision) ? id : `${id} ${precision}`;
}

function sizeOf({ bytes }: ComparedModel): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
