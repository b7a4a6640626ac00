import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MaskRow, TextPiece } from '../../src/common/protocol/views/fillMask';
import { baseStyles } from '../shared/styles';
import { candidateWord } from './candidateWord';
import { MaskSelected } from './events';

/** The sentence with its masks in place. A mask that was scored leads to its candidates. */
@customElement('tokenscope-masked-text')
export class MaskedText extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      p {
        margin: 0;
        line-height: 22px;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      .text {
        white-space: pre-wrap;
      }
      .mask {
        display: inline-block;
        max-width: 100%;
        padding: 0 5px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        border-radius: 4px;
        background: var(--vscode-badge-background);
        color: var(--vscode-badge-foreground);
        font: inherit;
        font-size: 12px;
        line-height: 16px;
        /* Not hidden, which would move the baseline. */
        overflow: clip;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button.mask {
        cursor: pointer;
      }
      button.mask:hover {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: 0;
      }
      button.mask:focus-visible {
        outline-offset: 1px;
      }
      .unscored {
        border: 1px dashed var(--tokenscope-dim);
        background: none;
        color: var(--tokenscope-dim);
      }
      .number {
        margin-inline-end: 4px;
        font-size: 10px;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) pieces: readonly TextPiece[] = [];
  @property({ attribute: false }) masks: readonly MaskRow[] = [];

  protected override render() {
    return html`<p>${this.pieces.map((piece) => this.#piece(piece))}</p>`;
  }

  #piece(piece: TextPiece): TemplateResult {
    if (piece.kind === 'text') return html`<span class="text">${piece.text}</span>`;
    const { label, row } = piece;
    if (row === null) {
      const reason = l10n.t('Not scored: it lies outside of what the model can read at once.');
      return html`<span class="mask unscored" title=${reason}>${label}</span>`;
    }
    const filled = this.#filledWith(row) ?? label;
    const hint =
      this.masks.length > 1
        ? l10n.t('Show the candidates for mask {0}', row + 1)
        : l10n.t('Show the candidates');
    return html`<button
      class="mask"
      title=${hint}
      @click=${() => this.dispatchEvent(new MaskSelected(row))}
    >
      ${this.masks.length > 1 ? html`<span class="number">${row + 1}</span>` : nothing}<bdi
        >${filled}</bdi
      >
    </button>`;
  }

  /** The candidate that stands in the document instead of the mask by now. */
  #filledWith(row: number): string | null {
    const mask = this.masks[row];
    const candidate = mask?.applied == null ? undefined : mask.candidates[mask.applied];
    return candidate === undefined ? null : candidateWord(candidate).text;
  }
}
