import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MeanAndSd } from '../../../src/common/protocol/model/trainedHead';
import type { ViewModel } from '../../../src/common/protocol/views/view';
import {
  applyTrainedHead,
  type HeadTrainingView,
} from '../../../src/common/protocol/views/laboratory/trainedHead';
import { formatProbability, shortRevision } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import './confusionMatrix';
import { headReportStyles } from './headReport.styles';
import './learningCurve';
import { formatScore } from './formatScore';

/** Scores beside the majority baseline, labels, confusion matrix, learning curve, and how to read them. */
@customElement('tokenscope-head-report')
export class HeadReport extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, headReportStyles];

  /** Null for a report from which the head cannot be applied. */
  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) view: HeadTrainingView | null = null;
  @property({ attribute: false }) models: readonly ViewModel[] = [];

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { evaluation, headName } = view;
    return html`
      <div class="parts">
        <section>
          ${scores(view)}
          ${
            headName === null || this.host === null
              ? nothing
              : html`<p class="saved">
                  <span>${l10n.t('Saved as {0}', headName)}</span>
                  <vscode-button secondary @click=${() => this.host?.tell(applyTrainedHead)}
                    >${l10n.t('Apply…')}</vscode-button
                  >
                </p>`
          }
          ${perLabel(view)}
        </section>
        <section>
          <h3>${l10n.t('Confusion matrix')}</h3>
          <tokenscope-confusion-matrix
            .labels=${evaluation.labels}
            .counts=${evaluation.confusion}
          ></tokenscope-confusion-matrix>
        </section>
        <section>
          <h3>${l10n.t('Learning curve')}</h3>
          <tokenscope-learning-curve .evaluation=${evaluation}></tokenscope-learning-curve>
        </section>
      </div>
      ${this.#notes(view)}
    `;
  }

  #notes({ evaluation, groups, columns, lines, width }: HeadTrainingView): TemplateResult {
    const [model] = this.models;
    return html`<ul class="notes dim">
      <li>
        ${l10n.t(
          'Frozen encoder, trained head: only a logistic regression on {0} numbers a text was trained; the encoder was not.',
          width,
        )}
        ${
          model
            ? l10n.t(
                'Vectors: means of the last hidden states of {0}, revision {1}, {2}.',
                model.name,
                shortRevision(model.revision),
                model.precision,
              )
            : nothing
        }
      </li>
      <li>
        ${l10n.t(
          'Cross-validation estimates how a head trained on about {0} rows labels new rows of the same kind, not texts from elsewhere. The folds share training rows, so SD is no standard error.',
          Math.max(...evaluation.folds.map(({ trainingRows }) => trainingRows)),
        )}
      </li>
      <li>
        ${
          groups === null
            ? l10n.t(
                'Not grouped: where several of the {0} rows are of one author or document, the scores are too high; group by that column.',
                lines.length,
              )
            : l10n.t(
                'Grouped by {0}: rows of one group were never both trained and tested on ({1} groups).',
                columns?.group ?? '',
                groups,
              )
        }
      </li>
    </ul>`;
  }
}

function scores({ evaluation: { head, baseline, folds } }: HeadTrainingView): TemplateResult {
  return html`<table class="scores">
    <caption class="spoken">
      ${l10n.t('Scores over {0} folds', folds.length)}
    </caption>
    <thead>
      <tr>
        <th>${l10n.t('Mean of {0} folds', folds.length)}</th>
        <th class="number">${l10n.t('Trained head')}</th>
        <th class="number">${l10n.t('Majority label')}</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td>${l10n.t('Accuracy')}</td>
        ${score(head.accuracy, true)} ${score(baseline.accuracy, false)}
      </tr>
      <tr>
        <td>${l10n.t('Macro-F1')}</td>
        ${score(head.macroF1, true)} ${score(baseline.macroF1, false)}
      </tr>
    </tbody>
  </table>`;
}

function score({ mean, sd }: MeanAndSd, main: boolean): TemplateResult {
  return html`<td class="number">
    <span class=${main ? 'main' : ''}>${formatScore(mean)}</span>
    <span class="dim">SD ${formatScore(sd)}</span>
  </td>`;
}

function perLabel({ evaluation }: HeadTrainingView): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th>${l10n.t('Label')}</th>
        <th class="number">${l10n.t('Precision')}</th>
        <th class="number">${l10n.t('Recall')}</th>
        <th class="number">${l10n.t('F1')}</th>
        <th class="number">${l10n.t('Rows')}</th>
      </tr>
    </thead>
    <tbody>
      ${evaluation.perLabel.map(
        ({ label, precision, recall, f1, support }) =>
          html`<tr>
            <td class="label">${label}</td>
            <td class="number">${formatProbability(precision)}</td>
            <td class="number">${formatProbability(recall)}</td>
            <td class="number">${formatScore(f1)}</td>
            <td class="number">${support}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
