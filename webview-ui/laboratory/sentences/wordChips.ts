import * as l10n from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pseudoSurprisal } from '../../../src/common/measures/pseudoLogLikelihood';
import { surprisalLevel } from '../../../src/common/measures/surprisalLevels';
import type {
  SentenceView,
  SentenceWord,
} from '../../../src/common/protocol/views/laboratory/sentences';
import { formatProbability } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { PartHover } from './events';
import { surprisalColors } from './surprisal.styles';

/** A sentence as its words, each over its pseudo-surprisal. Fires `PartHover` with a word's index. */
@customElement('tokenscope-word-chips')
export class WordChips extends LitElement {
  static override readonly styles = [
    baseStyles,
    surprisalColors,
    css`
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 3px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        justify-items: center;
        padding: 1px 4px;
        border-radius: 3px;
        max-width: 100%;
        overflow-wrap: anywhere;
      }
      li:hover {
        outline: 1px solid var(--vscode-focusBorder);
      }
      .bits {
        font-size: 0.85em;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) sentence: SentenceView | null = null;

  protected override render() {
    const { sentence } = this;
    return html`<ol>
      ${sentence?.words.map((word, index) => this.#word(sentence, word, index))}
    </ol>`;
  }

  #word({ text, tokens }: SentenceView, word: SentenceWord, index: number): TemplateResult {
    const pieces = tokens
      .slice(word.firstToken, word.endToken)
      .map(({ token, logProb, expected }) =>
        l10n.t(
          '{0}: {1} bits. Expected: {2}',
          token,
          pseudoSurprisal(logProb).toFixed(1),
          expected
            .map((guess) => `${guess.token} ${formatProbability(Math.exp(guess.logProb))}`)
            .join(', '),
        ),
      );
    return html`<li
      class="level${surprisalLevel(word.bits)}"
      title=${pieces.join('\n')}
      @pointerenter=${() => this.dispatchEvent(new PartHover(index))}
      @pointerleave=${() => this.dispatchEvent(new PartHover(null))}
    >
      <span>${text.slice(word.start, word.end)}</span>
      <span class="bits">${word.bits.toFixed(1)}</span>
    </li>`;
  }
}
