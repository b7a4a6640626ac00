import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  HeadEvaluation,
  LearningCurvePoint,
} from '../../../src/common/protocol/model/trainedHead';
import { baseStyles } from '../../shared/styles';
import { formatScore } from './formatScore';
import { learningCurveStyles } from './learningCurve.styles';

const width = 280;
const height = 164;
const margin = { top: 10, right: 14, bottom: 34, left: 46 };

/** Accuracy against training rows, with SD over folds, and the majority baseline. */
@customElement('tokenscope-learning-curve')
export class LearningCurve extends LitElement {
  static override readonly styles = [baseStyles, learningCurveStyles];

  @property({ attribute: false }) evaluation: HeadEvaluation | null = null;

  protected override render() {
    const { evaluation } = this;
    if (evaluation === null) return nothing;
    const { learningCurve: points, baseline } = evaluation;
    const most = Math.max(...points.map(({ rows }) => rows));
    const x = scaleLinear([0, most], [margin.left, width - margin.right]).nice(4);
    const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
    const line = points.map(({ rows, accuracy }) => `${x(rows)},${y(accuracy.mean)}`).join(' ');
    const level = y(baseline.accuracy.mean);
    return html`<figure>
      <svg
        viewBox="0 0 ${width} ${height}"
        width=${width}
        height=${height}
        role="img"
        aria-label=${this.#summary(points)}
      >
        ${y.ticks(5).map((tick) => horizontal(y(tick), formatScore(tick)))}
        ${x.ticks(4).map((tick) => svg`<text class="tick" x=${x(tick)} y=${height - margin.bottom + 15} text-anchor="middle">${tick}</text>`)}
        <text
          class="axis"
          x=${(margin.left + width - margin.right) / 2}
          y=${height - 4}
          text-anchor="middle"
        >
          ${l10n.t('Training rows')}
        </text>
        <text
          class="axis"
          transform="translate(10 ${(margin.top + height - margin.bottom) / 2}) rotate(-90)"
          text-anchor="middle"
        >
          ${l10n.t('Accuracy')}
        </text>
        <line
          class="baseline"
          x1=${margin.left}
          x2=${width - margin.right}
          y1=${level}
          y2=${level}
        ></line>
        <polyline class="curve" points=${line}></polyline>
        ${points.map((point) => this.#point(point, x(point.rows), y))}
      </svg>
      <figcaption class="dim">
        <span class="key head"></span>${l10n.t('trained head, ± SD')}
        <span class="key majority"></span>${l10n.t('majority label')}
      </figcaption>
    </figure>`;
  }

  #point(
    { rows, accuracy: { mean, sd } }: LearningCurvePoint,
    at: number,
    y: (score: number) => number,
  ): TemplateResult {
    const low = y(Math.max(0, mean - sd));
    const high = y(Math.min(1, mean + sd));
    return svg`<g class="point">
      <title>${pointText(rows, mean, sd)}</title>
      <line x1=${at} x2=${at} y1=${low} y2=${high}></line>
      <line x1=${at - 3} x2=${at + 3} y1=${low} y2=${low}></line>
      <line x1=${at - 3} x2=${at + 3} y1=${high} y2=${high}></line>
      <circle cx=${at} cy=${y(mean)} r="3.5"></circle>
    </g>`;
  }

  #summary(points: readonly LearningCurvePoint[]): string {
    return points.map(({ rows, accuracy: { mean, sd } }) => pointText(rows, mean, sd)).join('; ');
  }
}

function horizontal(at: number, label: string): TemplateResult {
  return svg`<line class="grid" x1=${margin.left} x2=${width - margin.right} y1=${at} y2=${at}></line>
    <text class="tick" x=${margin.left - 6} y=${at + 4} text-anchor="end">${label}</text>`;
}

function pointText(rows: number, mean: number, sd: number): string {
  return l10n.t('{0} rows: accuracy {1}, SD {2}', rows, formatScore(mean), formatScore(sd));
}
