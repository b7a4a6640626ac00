import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TokenCounts } from '../../../src/common/protocol/tokenizer/tokenList';
import { counted } from '../../shared/counted';
import { groupedDigits } from '../../../src/common/text/groupedDigits';
import { baseStyles } from '../../shared/styles';
import { contextShare, ratio, share } from './shares';

/** Counts of the whole text, and what follows from them. */
@customElement('tokenscope-counts-bar')
export class CountsBar extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      dl {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 10px;
        margin: 0;
        padding: 0 var(--tokenscope-gutter) 6px;
        font-size: 12px;
        line-height: 18px;
      }
      /* In a low view the tokens themselves need the room more than the further counts. */
      @media (max-height: 260px) {
        dl {
          height: 24px;
          padding-bottom: 0;
          overflow: hidden;
        }
      }
      div {
        display: flex;
        flex-direction: row-reverse;
        align-items: baseline;
        gap: 4px;
        white-space: nowrap;
      }
      dt {
        color: var(--tokenscope-dim);
      }
      dd {
        margin: 0;
      }
      .main {
        font-size: 15px;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) counts: TokenCounts | null = null;
  @property({ attribute: false }) contextLength: number | null = null;

  protected override render() {
    const { counts, contextLength } = this;
    if (counts === null) return nothing;
    const { tokens, words, characters, bytes, unknown } = counts;
    const context = contextLength === null ? null : contextShare(tokens, contextLength);
    const item = (label: string, value: string, hint: string, main = false) => html`
      <div title=${hint}>
        <dt>${label}</dt>
        <dd class=${main ? 'main' : ''}>${value}</dd>
      </div>
    `;
    return html`<dl>
      ${item(tokens === 1 ? l10n.t('token') : l10n.t('tokens'), groupedDigits(tokens), l10n.t('Tokens of the whole text'), true)}
      ${item(words === 1 ? l10n.t('word') : l10n.t('words'), groupedDigits(words), l10n.t('Maximal runs of non-whitespace'))}
      ${item(characters === 1 ? l10n.t('character') : l10n.t('characters'), groupedDigits(characters), l10n.t('Unicode code points'))}
      ${item(bytes === 1 ? l10n.t('byte') : l10n.t('bytes'), groupedDigits(bytes), l10n.t('Of the text in UTF-8'))}
      ${item(l10n.t('tokens/word'), ratio(tokens, words), l10n.t('Tokens for each word (fertility)'))}
      ${item(
        l10n.t('chars/token'),
        ratio(characters, tokens),
        l10n.t('Unicode code points for each token'),
      )}
      ${item(
        l10n.t('unknown'),
        share(unknown, tokens),
        l10n.t('{0}: text that is not in the vocabulary', counted(unknown, 'unknownToken')),
      )}
      ${
        context === null || contextLength === null
          ? nothing
          : item(
              context.label,
              context.value,
              l10n.t('Share of the model’s context window of {0}', counted(contextLength, 'token')),
            )
      }
    </dl>`;
  }
}
