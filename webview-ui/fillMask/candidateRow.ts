import '@vscode-elements/elements/dist/vscode-icon/index.js';
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidateRow } from '../../src/common/protocol/views/fillMask';
import { formatIds, formatLogProb, formatProbability, formatRank } from '../shared/format';
import { candidateWord } from './candidateWord';

export interface OptionState {
  readonly index: number;
  readonly applied: boolean;
  /** The one row of the list that Tab reaches. */
  readonly active: boolean;
}

/** A candidate that can be put into the document: an option of a mask's list. */
export function candidateOption(row: CandidateRow, state: OptionState): TemplateResult {
  return html`
    <div
      class="row"
      role="option"
      data-index=${state.index}
      tabindex=${state.active ? 0 : -1}
      aria-selected=${state.applied}
      aria-disabled=${row.special ? 'true' : nothing}
      title=${state.applied ? `${titleOf(row)}\n${l10n.t('In the document')}` : titleOf(row)}
    >
      ${cells(row, row.special ? specialMark() : state.applied ? appliedMark() : nothing)}
    </div>
  `;
}

/** The word that was masked, which has a rank of its own whether or not it is among the candidates. */
export function originalRow(row: CandidateRow): TemplateResult {
  const mark = html`<span class="tag">${l10n.t('original')}</span>`;
  return html` <div class="row original" title=${titleOf(row)}>${cells(row, mark)}</div> `;
}

function appliedMark(): TemplateResult {
  return html`<vscode-icon name="check"></vscode-icon
    ><span class="spoken">${l10n.t('in the document')}</span>`;
}

function specialMark(): TemplateResult {
  return html`<span class="tag">${l10n.t('special')}</span
    ><span class="spoken">${l10n.t('cannot be put into the document')}</span>`;
}

function cells(row: CandidateRow, mark: TemplateResult | typeof nothing): TemplateResult {
  const { prefix, text } = candidateWord(row);
  // Linear, so that twice the length is twice the probability.
  // As a property: a style attribute would be refused by the content policy.
  const style = `width: ${(row.probability ?? 0) * 100}%`;
  return html`
    <span class="rank number">${formatRank(row.rank)}</span>
    <span class="word">
      <span class="text"
        >${prefix === '' ? nothing : html`<span class="dim">${prefix}</span>`}<bdi
          >${text}</bdi
        ></span
      >${mark}
    </span>
    <span class="bar"><span .style=${style}></span></span>
    <span class="probability number">${formatProbability(row.probability)}</span>
    <span class="log number">${formatLogProb(row.logProb)}</span>
    <span class="id number">${formatIds(row.ids)}</span>
  `;
}

function titleOf(row: CandidateRow): string {
  if (row.logProb === null) {
    return l10n.t('“{0}” is not one token of this model, so it has no score here.', row.text);
  }
  return [
    row.text,
    l10n.t('Token {0} · id {1}', row.token, formatIds(row.ids)),
    l10n.t(
      'Rank {0} · p {1} · ln p {2}',
      formatRank(row.rank),
      formatProbability(row.probability),
      formatLogProb(row.logProb),
    ),
    ...(row.special
      ? [l10n.t('A special token of the model and no text: it cannot be put into the document.')]
      : []),
  ].join('\n');
}
