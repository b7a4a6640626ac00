import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as l10n from '@vscode/l10n';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import { baseStyles } from '../shared/styles';
import type { PointedToken } from './events';
import './sampleCard';

/** The texts of one run: in columns where there is room, else below one another. */
@customElement('tokenscope-sample-grid')
export class SampleGrid extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        align-items: stretch;
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) view: CompletionState | null = null;
  @property({ type: Boolean }) shaded = true;
  @property({ attribute: false }) open: PointedToken | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<div class="grid" role="group" aria-label=${l10n.t('Samples')}>
      ${view.samples.map(
        (sample, index) =>
          html`<tokenscope-sample-card
            .sample=${sample}
            .number=${index + 1}
            .from=${view.kept}
            .shown=${sample.branch === view.shown}
            .running=${view.status === 'running' && sample.stopped === null}
            .shaded=${this.shaded}
            .chosen=${view.chosen}
            .open=${this.open?.branch === sample.branch ? this.open.place : null}
          ></tokenscope-sample-card>`,
      )}
    </div>`;
  }
}
