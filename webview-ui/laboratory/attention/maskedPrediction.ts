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
    <tbody>
      ${row(l10n.t('{0}, to be read', before.own.text), before)} ${row(l10n.t('masked'), masked)}
    </tbody>
  </table>`;
}

function row(label: string, { own, top }: PlacePrediction): TemplateResult {
  return html`<tr>
    <td class="dim">${label}</td>
    <td class="number">${formatProbability(Math.exp(own.logProb))}</td>
    <td>
      ${top.map(
        ({ token, logProb }) =>
          html`<span class="candidate"
            >${token} <span class="dim">${formatProbability(Math.exp(logProb))}</span></span
          > `,
      )}
    </td>
  </tr>`;
}
