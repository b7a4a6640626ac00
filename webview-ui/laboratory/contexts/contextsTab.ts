import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  ContextColumn,
  ContextKind,
  ContextsForm,
  ContextsView,
} from '../../../src/common/protocol/views/laboratory/contexts';
import { fillMaskLimits } from '../../../src/common/decoding/fillMaskLimits';
import { formatLogProb, formatProbability, formatRank } from '../../shared/format';
import '../../shared/numberField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';

/** "Same Gap, Two Models": what each context tells of the hidden word. */
@customElement('tokenscope-contexts')
export class ContextsTab extends LabTab<ContextsForm, ContextsView> {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr));
        gap: 12px 24px;
      }
      h3 {
        margin: 4px 0;
        font-size: 13px;
        font-weight: 600;
      }
      .seen {
        margin: 0 0 6px;
        overflow-wrap: anywhere;
      }
      .gap {
        padding: 0 6px;
        border: 1px solid var(--vscode-focusBorder);
        border-radius: 3px;
      }
      .unseen {
        text-decoration: line-through;
        opacity: 0.55;
      }
      .hit td {
        background: color-mix(in srgb, var(--vscode-charts-green) 22%, transparent);
        font-weight: 600;
      }
      .truth {
        margin: 0 0 6px;
      }
      table {
        width: 100%;
      }
    `,
  ];
  protected override readonly tool = 'contexts';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="contexts"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'One word is hidden: what does BERT find there with both contexts, with the left one alone, and what does GPT-2, which never sees what comes after? Put the cursor on a word.',
      )}
      runLabel=${l10n.t('Compare at This Word')}
    >
      <tokenscope-number-field
        slot="form"
        label=${l10n.t('Candidates')}
        .value=${view.form.topK}
        .range=${fillMaskLimits.topK}
        deferred
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'topK')}
      ></tokenscope-number-field>
      ${view.result === null ? nothing : html`<div slot="result">${this.#columns(view.result)}</div>`}
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">${this.#columns(view.pinned.result)}</div>`
      }
    </tokenscope-tool-frame>`;
  }

  #columns(view: ContextsView): TemplateResult {
    return html`<div
      class="columns"
      @pointerenter=${() => this.hover(0)}
      @pointerleave=${() => this.hover(null)}
    >
      ${view.columns.map((column) => this.#column(column, view))}
    </div>`;
  }

  #column(column: ContextColumn, { before, word, after }: ContextsView): TemplateResult {
    const { kind, logProb, rank, tokens, candidates } = column;
    return html`<section>
      <h3>${title(kind)}</h3>
      <p class="seen dim">
        ${shortStart(before)}<span class="gap">?</span
        ><span class=${kind === 'both' ? '' : 'unseen'}>${shortEnd(after)}</span>
      </p>
      <p class="truth">
        <strong>${word}</strong>
        ${tokens.length > 1 ? html`<span class="dim">(${tokens.join(' ')})</span>` : nothing} ln p
        ${formatLogProb(logProb)}
        <span class="dim">
          ${formatProbability(logProb === null ? null : Math.exp(logProb))}${
            rank === null ? nothing : html`, ${l10n.t('rank {0}', formatRank(rank))}`
          }
        </span>
      </p>
      <table>
        <tbody>
          ${candidates.map(
            ({ text, token, probability, hit }) =>
              html`<tr class=${hit ? 'hit' : ''}>
                <td title=${token}>${text}</td>
                <td class="number">${formatProbability(probability)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}

/** Characters of a context that a column shows. */
const shown = 60;

function shortStart(text: string): string {
  return text.length > shown ? `…${text.slice(-shown)}` : text;
}

function shortEnd(text: string): string {
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

function title(kind: ContextKind): string {
  switch (kind) {
    case 'both':
      return l10n.t('BERT, both contexts');
    case 'left':
      return l10n.t('BERT, left context only');
    case 'causal':
      return l10n.t('gpt2-starter, from the left');
  }
}
