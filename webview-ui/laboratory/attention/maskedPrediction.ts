import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type {
  MaskedPrediction,
  PlacePrediction,
} from '../../../src/common/protocol/model/attention';
import { formatProbability } from '../../shared/format';

/** What BERT expects at a place, with its token there and with the mask. */
export function maskedPrediction({ before, masked }: MaskedPrediction): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th>${l10n.t('“{0}” is', before.own.text)}</th>
        <th>${l10n.t('Its own')}</th>
        <th colspan="5">${l10n.t('Five most likely there')}</th>
      </tr>
    </thead>
    <tbody>
      ${row(l10n.t('to be read'), before)} ${row(l10n.t('masked'), masked)}
    </tbody>
  </table>`;
}

function row(label: string, { own, top }: PlacePrediction): TemplateResult {
  return html`<tr>
    <td class="dim">${label}</td>
    <td class="number">${formatProbability(Math.exp(own.logProb))}</td>
    ${top.map(
      ({ token, logProb }) =>
        html`<td>${token} <span class="dim">${formatProbability(Math.exp(logProb))}</span></td>`,
    )}
  </tr>`;
}
