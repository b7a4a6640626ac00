import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import { isPiece } from '../../src/common/completion/completedToken';
import { counted } from '../shared/counted';
import { formatDuration, formatRate } from '../shared/format';
import { baseStyles } from '../shared/styles';

/** What was measured of a run, and why it stopped. */
@customElement('tokenscope-stats-line')
export class StatsLine extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .stats {
        display: flex;
        flex-wrap: wrap;
        gap: 0 14px;
        padding: 4px var(--tokenscope-gutter) 6px;
        color: var(--tokenscope-dim);
        font-size: 11px;
        line-height: 18px;
      }
      .stopped {
        color: var(--vscode-foreground);
      }
    `,
  ];

  @property({ attribute: false }) view: CompletionState | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { tokens, kept, promptTokens, tokensPerSecond, millisecondsToFirstToken, seed, stopped } =
      view;
    return html`
      <div class="stats">
        <span>${counted(tokens.length - kept, tokens.some(isPiece) ? 'piece' : 'token')}</span>
        ${
          promptTokens === 0
            ? nothing
            : html`<span title=${l10n.t('Tokens of the prompt that the model read')}
                >${l10n.t('prompt {0}', promptTokens)}</span
              >`
        }
        ${
          tokensPerSecond === null
            ? nothing
            : html`<span>${l10n.t('{0} tokens/s', formatRate(tokensPerSecond))}</span>`
        }
        ${
          millisecondsToFirstToken === null
            ? nothing
            : html`<span
                >${l10n.t('first after {0}', formatDuration(millisecondsToFirstToken))}</span
              >`
        }
        ${seed === null ? nothing : html`<span>${l10n.t('seed {0}', seed)}</span>`}
        ${stopped === null ? nothing : html`<span class="stopped">${stopped}</span>`}
      </div>
    `;
  }
}
