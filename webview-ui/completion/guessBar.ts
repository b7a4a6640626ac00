import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { GuessRow } from '../../src/common/protocol/views/completionBranches';
import { formatProbability } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { visibleText } from '../tokens/list/visibleText';
import { GuessMade } from './events';
import { guessScore } from './guessScore';

/** Where the next token is guessed before it comes, and how the guesses did. */
@customElement('tokenscope-guess-bar')
export class GuessBar extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        padding: 8px var(--tokenscope-gutter) 4px;
        border-top: 1px solid var(--tokenscope-line);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }
      label {
        flex: 1 0 100%;
      }
      vscode-textfield {
        flex: 1 1 120px;
        min-width: 0;
      }
      vscode-button {
        flex: none;
      }
      .last {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 10px;
        margin: 6px 0 0;
      }
      dd {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 10px;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .score {
        margin: 6px 0 0;
        font-size: 11px;
      }
      b {
        font-family: var(--vscode-editor-font-family, monospace);
      }
      .hit {
        color: var(--vscode-testing-iconPassed, var(--vscode-charts-green));
        vertical-align: text-bottom;
      }
    `,
  ];

  @property({ attribute: false }) guesses: readonly GuessRow[] = [];
  @property({ type: Boolean }) running = false;
  @query('vscode-textfield') private readonly field!: VscodeTextfield | null;

  protected override render() {
    const last = this.guesses.at(-1);
    return html`
      <div class="row">
        <label for="guess">${l10n.t('Which token comes next?')}</label>
        <vscode-textfield
          id="guess"
          .label=${l10n.t('Which token comes next?')}
          placeholder=${l10n.t('your guess')}
          @keydown=${this.#onKeyDown}
        ></vscode-textfield>
        <vscode-button ?disabled=${this.running} @click=${() => this.#guess()}
          >${l10n.t('Guess')}</vscode-button
        >
        <vscode-button
          secondary
          ?disabled=${this.running}
          title=${l10n.t('Shows the next token without a guess')}
          @click=${() => this.dispatchEvent(new GuessMade(''))}
          >${l10n.t('Reveal')}</vscode-button
        >
      </div>
      <div aria-live="polite">${last === undefined ? nothing : lastGuess(last)}</div>
      ${this.guesses.length === 0 ? nothing : this.#score()}
    `;
  }

  #score(): TemplateResult {
    const { hits, guesses, medianRank, meanProbability } = guessScore(this.guesses);
    return html`<p class="score dim">
      ${l10n.t('{0} of {1} right', hits, guesses)} · ${l10n.t('median rank {0}', medianRank)} ·
      ${l10n.t('your guesses had p {0} on average', formatProbability(meanProbability))}
    </p>`;
  }

  #guess(): void {
    const guess = this.field?.value ?? '';
    if (guess === '' || this.running) return;
    this.dispatchEvent(new GuessMade(guess));
    if (this.field) this.field.value = '';
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') this.#guess();
  };
}

function lastGuess({ guess, rank, logProb, token, tokenLogProb, hit }: GuessRow): TemplateResult {
  const p = (logarithm: number): string => `p ${formatProbability(Math.exp(logarithm))}`;
  return html`<dl class="last">
    <dt class="dim">${l10n.t('you')}</dt>
    <dd>
      <b>${visibleText(guess)}</b>
      <span>${l10n.t('rank {0}', rank)} · ${p(logProb)}</span>
      ${
        hit
          ? html`<vscode-icon class="hit" name="check" label=${l10n.t('right')}></vscode-icon>`
          : nothing
      }
    </dd>
    <dt class="dim">${l10n.t('it was')}</dt>
    <dd><b>${visibleText(token)}</b> <span>${p(tokenLogProb)}</span></dd>
  </dl>`;
}
