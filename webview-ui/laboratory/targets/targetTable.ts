import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TargetRow, TargetsView } from '../../../src/common/protocol/views/laboratory/targets';
import { FieldChange } from '../../shared/draftField';
import { formatLogProb, formatProbability, formatRank } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';

/** Targets with their scores. `FieldChange` carries the target that ratios are to be to. */
@customElement('tokenscope-target-table')
export class TargetTable extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      .tokens {
        font-family: var(--vscode-editor-font-family, monospace);
        font-size: 12px;
      }
      .bar {
        max-width: 120px;
      }
      button {
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      .sets {
        margin-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) view: TargetsView | null = null;
  /** Of an earlier run: no reference can be chosen. */
  @property({ type: Boolean }) fixed = false;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const withSets = new Set(view.rows.map(({ set }) => set)).size > 1;
    const withAttribute = view.attribute !== null;
    const largest = Math.max(...view.rows.map(({ logProb }) => Math.exp(logProb ?? -Infinity)));
    return html`<table>
        <thead>
          <tr>
            ${withSets ? html`<th>${l10n.t('Set')}</th>` : nothing}
            <th>${l10n.t('Target')}</th>
            <th>${l10n.t('Tokens')}</th>
            <th colspan="2">${l10n.t('Probability')}</th>
            <th class="number">ln p</th>
            <th class="number">${l10n.t('Rank')}</th>
            <th class="number" title=${l10n.t('ln p minus ln p of the reference')}>LPR</th>
            ${
              withAttribute
                ? html`<th class="number" title=${l10n.t('ln p with the attribute masked')}>
                      ${l10n.t('Prior')}
                    </th>
                    <th class="number" title=${l10n.t('ln p minus prior (Kurita et al. 2019)')}>
                      ${l10n.t('Association')}
                    </th>
                    <th
                      class="number"
                      title=${l10n.t(
                        'Log-probability bias score: association minus that of the reference',
                      )}
                    >
                      LPBS
                    </th>`
                : nothing
            }
          </tr>
        </thead>
        <tbody>
          ${view.rows.map((row) => this.#row(row, view, withSets, largest))}
        </tbody>
      </table>
      ${view.sets.length === 0 ? nothing : this.#sets(view)}`;
  }

  #row(row: TargetRow, view: TargetsView, withSets: boolean, largest: number): TemplateResult {
    const { set, target, tokens, logProb, rank, problem, unlike } = row;
    const probability = logProb === null ? null : Math.exp(logProb);
    const isReference = target === view.reference;
    return html`<tr>
      ${withSets ? html`<td class="dim">${set}</td>` : nothing}
      <td>
        <button
          title=${isReference ? l10n.t('Reference of the ratios') : l10n.t('Take as the reference')}
          aria-pressed=${isReference}
          ?disabled=${this.fixed || logProb === null}
          @click=${() => this.dispatchEvent(new FieldChange(target))}
        >
          ${isReference ? html`<strong>${target}</strong>` : target}
        </button>
        ${problem === null ? nothing : html`<span class="dim">(${problemLabel(problem)})</span>`}
      </td>
      <td class="tokens dim">${tokens.join(' ')}</td>
      <td class="number">${formatProbability(probability)}</td>
      <td>
        <svg width="80" height="8" aria-hidden="true">
          <rect
            width=${largest > 0 && probability !== null ? (80 * probability) / largest : 0}
            height="8"
            fill="var(--tokenscope-bar)"
          ></rect>
        </svg>
      </td>
      <td class="number">${formatLogProb(logProb)}</td>
      <td class="number">${formatRank(rank)}</td>
      <td class="number">
        ${formatLogProb(row.logProbRatio)}${unlike && logProb !== null ? '*' : ''}
      </td>
      ${
        view.attribute === null
          ? nothing
          : html`<td class="number">${formatLogProb(row.logProbPrior)}</td>
              <td class="number">${formatLogProb(row.association)}</td>
              <td class="number">${formatLogProb(row.logProbBiasScore)}</td>`
      }
    </tr>`;
  }

  #sets({ sets }: TargetsView): TemplateResult {
    return html`<table class="sets">
      <thead>
        <tr>
          <th>${l10n.t('Set')}</th>
          <th class="number">${l10n.t('Scored')}</th>
          <th class="number">
            ${sets[0]?.score === 'sum' ? l10n.t('ln of summed p') : l10n.t('Mean of ln p')}
          </th>
        </tr>
      </thead>
      <tbody>
        ${sets.map(
          ({ name, scored, logProb }) =>
            html`<tr>
              <td>${name}</td>
              <td class="number">${scored}</td>
              <td class="number">${formatLogProb(logProb)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

function problemLabel(problem: NonNullable<TargetRow['problem']>): string {
  switch (problem) {
    case 'oov':
      return l10n.t('not in the vocabulary');
    case 'pieces':
      return l10n.t('several tokens');
    case 'neighbours':
      return l10n.t('changes its neighbours');
    case 'nothing':
      return l10n.t('leaves no token');
    case 'punctuation':
      return l10n.t('punctuation');
  }
}
