import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { randomMaskLimits } from '../../../src/common/protocol/model/randomMasks';
import type {
  RandomMaskRow,
  RandomMasksForm,
  RandomMasksView,
} from '../../../src/common/protocol/views/laboratory/randomMasks';
import { formatLogProb, formatProbability } from '../../shared/format';
import '../../shared/numberField';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';
import { randomMasksStyles } from './randomMasks.styles';

/** "Mask 15 % at Random": BERT's training task, on one paragraph. */
@customElement('tokenscope-random-masks')
export class RandomMasksTab extends LabTab<RandomMasksForm, RandomMasksView> {
  static override readonly styles = [baseStyles, resultTableStyles, randomMasksStyles];
  protected override readonly tool = 'randomMasks';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="randomMasks"
      .host=${this.host}
      .view=${view}
      colors
      welcome=${l10n.t(
        'BERT learned its language by guessing hidden words, nothing else: 15 % of all tokens, at random. Do the same with a paragraph of your own and see which ones it gets right.',
      )}
      runLabel=${l10n.t('Mask at Random')}
    >
      ${this.#form(view.form)}
      ${view.result === null ? nothing : html`<div slot="result">${this.#result(view.result, true)}</div>`}
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">${this.#result(view.pinned.result, false)}</div>`
      }
    </tokenscope-tool-frame>`;
  }

  #form(form: RandomMasksForm): TemplateResult {
    return html`
      <tokenscope-number-field
        slot="form"
        label=${l10n.t('Percent')}
        .value=${form.share}
        .range=${randomMaskLimits.share}
        deferred
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'share')}
      ></tokenscope-number-field>
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Chosen tokens are')}
        .value=${form.scheme}
        .options=${[
          { value: 'mask', label: l10n.t('all masked') },
          { value: 'pretraining', label: l10n.t('80 / 10 / 10') },
        ]}
        title=${l10n.t(
          'As in pretraining: 80 % masked, 10 % replaced by a random token, 10 % left as they are.',
        )}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'scheme')}
      ></tokenscope-select-field>
      <tokenscope-number-field
        slot="form"
        label=${l10n.t('Seed')}
        .value=${form.seed}
        .range=${randomMaskLimits.seed}
        deferred
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'seed')}
      ></tokenscope-number-field>
      <vscode-button
        slot="form"
        secondary
        icon="refresh"
        @click=${() => this.change({ seed: (form.seed + 1) % randomMaskLimits.seed.maximum })}
        >${l10n.t('Draw Again')}</vscode-button
      >
    `;
  }

  /** @param linked whether the editor shows where its tokens are. */
  #result({ text, rows, accuracy, loss }: RandomMasksView, linked: boolean): TemplateResult {
    const right = rows.filter(({ rank }) => rank === 1).length;
    let at = 0;
    const pieces = rows.map((row, index) => {
      const between = text.slice(at, row.start);
      at = row.end;
      return html`${between}${this.#gap(row, linked ? index : null)}`;
    });
    return html`
      <p class="numbers">
        <span
          ><strong>${formatProbability(accuracy)}</strong>
          <span class="dim">${l10n.t('accuracy: {0} of {1} right', right, rows.length)}</span></span
        >
        <span
          ><strong>${formatLogProb(loss)}</strong>
          <span class="dim">${l10n.t('loss: mean of −ln p, in nats')}</span></span
        >
      </p>
      <p class="text">${pieces}${text.slice(at)}</p>
    `;
  }

  #gap(row: RandomMaskRow, index: number | null): TemplateResult {
    const { rank, guesses, token, treatment, shown, logProb } = row;
    const [first] = guesses;
    const made = guesses
      .map((guess) => `${guess.token} ${formatProbability(guess.probability)}`)
      .join('\n');
    return html`<span
      class="gap ${rank === 1 ? 'right' : 'wrong'}"
      tabindex="0"
      title=${l10n.t('BERT saw {0} and guessed:', shown) + `\n${made}\nln p(${token}) ${formatLogProb(logProb)}`}
      @pointerenter=${() => this.hover(index)}
      @pointerleave=${() => this.hover(null)}
      @focus=${() => this.hover(index)}
      @blur=${() => this.hover(null)}
      >${
        rank === 1 ? nothing : html`<del>${first?.token ?? ''}</del> `
      }<ins>${token}</ins>${treatment === 'masked' ? nothing : html`<sup>${treatment === 'replaced' ? shown : '='}</sup>`}</span
    >`;
  }
}
