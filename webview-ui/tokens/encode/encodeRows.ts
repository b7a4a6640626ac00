import * as l10n from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { InputName } from '../../../src/common/protocol/tokenizer/workbench';
import type { EncodeRow } from '../../../src/common/protocol/views/encode';
import { counted } from '../../shared/counted';
import { baseStyles } from '../../shared/styles';
import { tokenColors } from '../../shared/tokenColors';
import { visibleText } from '../list/visibleText';
import { firstTokens } from './firstTokens';

/** Tokens that are drawn in one frame: all of them at once would hold the page up for a second. */
const frameTokens = 400;

/** The rows of a batch: each token over the numbers that the model gets for it. */
@customElement('tokenscope-encode-rows')
export class EncodeRows extends LitElement {
  static override readonly styles = [
    baseStyles,
    tokenColors,
    css`
      section {
        padding: 6px 0 8px;
        border-top: 1px solid var(--tokenscope-line);
        /* Rows out of sight are not laid out. */
        content-visibility: auto;
        contain-intrinsic-size: auto 150px;
      }
      h3 {
        margin: 0;
        padding: 0 var(--tokenscope-gutter) 4px;
        font-size: 11px;
        font-weight: 600;
      }
      .scroll {
        overflow-x: auto;
        padding: 0 var(--tokenscope-gutter) 4px;
      }
      table {
        border-spacing: 1px;
        font-family: var(--vscode-editor-font-family, monospace);
        font-size: 12px;
        line-height: 19px;
        white-space: pre;
      }
      th[scope='row'] {
        position: sticky;
        left: 0;
        padding-right: 8px;
        background: var(--vscode-sideBar-background);
        color: var(--tokenscope-dim);
        font-family: var(--vscode-font-family);
        font-size: 11px;
        font-weight: 400;
        text-align: left;
      }
      td {
        padding: 0 5px;
        text-align: center;
      }
      .token {
        background: var(--tokenscope-even);
      }
      .pair {
        background: var(--tokenscope-odd);
      }
      .added {
        background: var(--tokenscope-special);
      }
      .padding,
      .padding ~ .padding {
        background: none;
        color: var(--tokenscope-dim);
        font-style: italic;
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly EncodeRow[] = [];
  @property({ attribute: false }) inputNames: readonly InputName[] = [];
  /** Tokens that are drawn already; more in each frame, until all are. */
  @state() private drawn = 0;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('rows') as readonly EncodeRow[] | undefined;
    // Rows like those before are drawn over them in a moment, and stay scrolled to where they are.
    if (changed.has('rows') && before?.length !== this.rows.length) this.drawn = frameTokens;
  }

  protected override render() {
    let text = -1;
    return firstTokens(this.rows, this.drawn).map((row, index) => {
      const overflow = row.text === text;
      text = row.text;
      return guard([row, index, overflow, this.inputNames], () => this.#row(row, index, overflow));
    });
  }

  protected override updated(): void {
    const all = this.rows.reduce((sum, { ids }) => sum + ids.length, 0);
    if (this.drawn < all) requestAnimationFrame(() => (this.drawn += frameTokens));
  }

  #row(row: EncodeRow, index: number, overflow: boolean): TemplateResult {
    const values: Readonly<Record<InputName, readonly number[]>> = {
      input_ids: row.ids,
      token_type_ids: row.typeIds,
      attention_mask: row.attentionMask,
    };
    const title = overflow
      ? l10n.t('Row {0}: text {1}, overflowing piece', index, row.text)
      : l10n.t('Row {0}: text {1}', index, row.text);
    const all = [
      ...this.inputNames.map((name) => [name, values[name]] as const),
      ['special_tokens_mask', row.specialTokensMask] as const,
      ['word_ids', row.wordIds] as const,
    ];
    return html`<section>
      <h3>${title} <span class="dim">${counted(row.length, 'token')}</span></h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table>
          <tr>
            <th scope="row">tokens</th>
            ${row.tokens.map((token, at) => this.#token(row, token, at))}
          </tr>
          ${all.map(
            ([name, list]) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${list.map((value) => html`<td>${name === 'word_ids' && value < 0 ? '–' : value}</td>`)}
              </tr>`,
          )}
        </table>
      </div>
    </section>`;
  }

  #token(row: EncodeRow, token: string, at: number): TemplateResult {
    const padding = row.attentionMask[at] === 0;
    const added = row.specialTokensMask[at] === 1;
    const look = padding ? 'padding' : added ? 'added' : row.sequences[at] === 1 ? 'pair' : 'token';
    const span =
      padding || added ? '' : l10n.t('span {0}–{1}', row.starts[at] ?? 0, row.ends[at] ?? 0);
    return html`<td class=${look} title=${span}>${visibleText(token)}</td>`;
  }
}
