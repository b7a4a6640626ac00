import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  AnswersView,
  PlacedAnswer,
} from '../../../src/common/protocol/views/laboratory/labels';
import { formatLogProb, formatProbability } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { labelsStyles } from './labels.styles';
import { PartLink } from './part';

/** The answers, the best first, with "no answer" in its place among them. */
@customElement('tokenscope-answers-result')
export class AnswersResult extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, labelsStyles];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) result: AnswersView | null = null;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    const { answers, none, question } = result;
    const link = new PartLink(this.host);
    const before = answers.filter(({ logit }) => logit > none.logit).length;
    const rows = answers.map((answer, index) => row(answer, index, link));
    return html`
      ${
        before === 0
          ? html`<p class="none">${l10n.t('No answer in this text, says the model.')}</p>`
          : nothing
      }
      <table>
        <thead>
          <tr>
            <th>${question}</th>
            <th class="number">${l10n.t('P')}</th>
            <th class="number" title=${l10n.t('Start logit + end logit')}>${l10n.t('Logit')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, before)}
          <tr>
            <td class="dim">${l10n.t('(no answer)')}</td>
            ${numbers(none)}
          </tr>
          ${rows.slice(before)}
        </tbody>
      </table>
    `;
  }
}

function row(answer: PlacedAnswer, index: number, link: PartLink): TemplateResult {
  const { text, before, after } = answer;
  const content = html`<span class="dim">${before}</span><mark>${text}</mark
    ><span class="dim">${after}</span>`;
  return html`<tr @pointerenter=${() => link.hover(index)} @pointerleave=${() => link.hover(null)}>
    <td class="text">${link.button(index, content)}</td>
    ${numbers(answer)}
  </tr>`;
}

function numbers({ p, logit }: { readonly p: number; readonly logit: number }): TemplateResult {
  return html`<td class="number">${formatProbability(p)}</td>
    <td class="number">${formatLogProb(logit)}</td>`;
}
