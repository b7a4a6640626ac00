import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { labelCounts } from '../../../src/common/measures/labelCounts';
import type {
  ClassificationView,
  LabelledSentence,
} from '../../../src/common/protocol/views/laboratory/labels';
import { formatProbability } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { labelsStyles } from './labels.styles';
import { PartLink } from './part';

/** Labels that get a column each; more stand in one, the likeliest first. */
const columnLabels = 4;
/** Rows that are drawn until all are asked for. */
const firstRows = 300;

/** The label of each sentence, with all scores. */
@customElement('tokenscope-classification-result')
export class ClassificationResult extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, labelsStyles];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) result: ClassificationView | null = null;
  @state() private all = false;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    const { labels } = result.head;
    const link = new PartLink(this.host);
    const shown = this.all ? result.sentences : result.sentences.slice(0, firstRows);
    const columns = labels.length <= columnLabels ? labels : [];
    return html`
      ${this.#summary(result)}
      <table>
        <thead>
          <tr>
            <th>${l10n.t('Sentence')}</th>
            <th>${l10n.t('Label')}</th>
            ${columns.map((label) => html`<th class="number">${label}</th>`)}
            ${columns.length === 0 ? html`<th>${l10n.t('Scores')}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${shown.map((sentence, index) => row(sentence, index, labels, link))}
        </tbody>
      </table>
      ${
        shown.length === result.sentences.length
          ? nothing
          : html`<vscode-button secondary @click=${() => (this.all = true)}
              >${l10n.t('Show All {0} Sentences', result.sentences.length)}</vscode-button
            >`
      }
    `;
  }

  #summary({ head, sentences }: ClassificationView): TemplateResult {
    const scores = sentences.map((sentence) => sentence.scores);
    const counts = labelCounts(scores, head.labels.length)
      .map((count, index) => ({ ...count, label: head.labels[index] ?? '' }))
      .toSorted((a, b) => b.count - a.count || b.mean - a.mean);
    return html`<ul class="summary">
      ${counts.map(
        ({ label, count, mean }) =>
          html`<li>
            <b>${label}</b> ${count}
            <span class="dim">${l10n.t('mean score {0}', formatProbability(mean))}</span>
          </li>`,
      )}
    </ul>`;
  }
}

function row(
  { text, scores, best }: LabelledSentence,
  index: number,
  labels: readonly string[],
  link: PartLink,
): TemplateResult {
  return html`<tr @pointerenter=${() => link.hover(index)} @pointerleave=${() => link.hover(null)}>
    <td class="text">${link.button(index, text)}</td>
    <td>${labels[best] ?? ''}</td>
    ${
      labels.length <= columnLabels
        ? scores.map(
            (score) =>
              // The width as a property: a style attribute would be refused by the content policy.
              html`<td class="number">
                <span class="track" aria-hidden="true"
                  ><span class="bar" .style=${`width: ${100 * score}%`}></span
                ></span>
                ${formatProbability(score)}
              </td>`,
          )
        : html`<td>${ranked(scores, labels)}</td>`
    }
  </tr>`;
}

function ranked(scores: readonly number[], labels: readonly string[]): string {
  return scores
    .map((score, index) => ({ score, label: labels[index] ?? '' }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ score, label }) => `${label} ${formatProbability(score)}`)
    .join(', ');
}
