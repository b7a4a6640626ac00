import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  pairPart,
  type VectorsView,
  type WordOccurrence,
} from '../../../src/common/protocol/views/laboratory/vectors';
import { formatLogProb } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { cosineMatrixStyles } from './cosineMatrix.styles';
import { cosineScale, type CosineScale } from './cosineScale';
import { snippetOf } from './snippet';

/** The pair of occurrences under the pointer, as a part of the result; null for none. */
export class PairHover extends Event {
  static readonly type = 'tokenscope-pair-hover';

  constructor(readonly part: number | null) {
    super(PairHover.type);
  }
}

/** Cosines of all pairs of occurrences, with each occurrence in its sentence. */
@customElement('tokenscope-cosine-matrix')
export class CosineMatrix extends LitElement {
  static override readonly styles = [baseStyles, cosineMatrixStyles];

  @property({ attribute: false }) view: VectorsView | null = null;
  @state() private hovered: { readonly row: number; readonly column: number } | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const scale = cosineScale(view.cosines);
    return html`
      <div
        class="scroll"
        role="group"
        aria-label=${l10n.t('Cosine of each pair of occurrences')}
        tabindex="0"
      >
        <table @pointerleave=${() => this.#hover(null)}>
          <thead>
            <tr>
              <td></td>
              ${view.occurrences.map((_, column) => this.#columnHead(column))}
            </tr>
          </thead>
          <tbody>
            ${view.occurrences.map((occurrence, row) => this.#row(view, occurrence, row, scale))}
          </tbody>
        </table>
      </div>
      ${scale === null ? nothing : legend(scale)}
    `;
  }

  #columnHead(column: number): TemplateResult {
    return html`<th
      scope="col"
      class=${this.hovered?.column === column ? 'hovered' : ''}
      @pointerenter=${() => this.#hover({ row: column, column })}
    >
      ${column + 1}
    </th>`;
  }

  #row(
    { cosines }: VectorsView,
    occurrence: WordOccurrence,
    row: number,
    scale: CosineScale | null,
  ): TemplateResult {
    return html`<tr>
      <th
        scope="row"
        class=${this.hovered?.row === row ? 'hovered' : ''}
        title=${titleOf(occurrence)}
        @pointerenter=${() => this.#hover({ row, column: row })}
      >
        ${label(occurrence, row)}
      </th>
      ${cosines[row]?.map((cosine, column) =>
        row === column
          ? this.#diagonal(row, cosine)
          : html`<td
              class="cell"
              .style=${`--share: ${scale?.share(cosine) ?? 0}`}
              title=${cosine === null ? nothing : cosine.toFixed(4)}
              @pointerenter=${() => this.#hover({ row, column })}
            >
              ${formatLogProb(cosine)}
            </td>`,
      )}
    </tr>`;
  }

  #diagonal(row: number, cosine: number | null): TemplateResult {
    return html`<td class="same dim" @pointerenter=${() => this.#hover({ row, column: row })}>
      ${cosine === null ? formatLogProb(null) : '1'}
    </td>`;
  }

  #hover(pair: { readonly row: number; readonly column: number } | null): void {
    this.hovered = pair;
    const count = this.view?.occurrences.length ?? 0;
    this.dispatchEvent(new PairHover(pair && pairPart(count, pair.row, pair.column)));
  }
}

function label({ sentence, start, end }: WordOccurrence, row: number): TemplateResult {
  const { far, near, word, after } = snippetOf(sentence, start, end);
  return html`<span class="label"
    ><span class="index dim">${row + 1}</span>
    <span class="snippet"
      ><span class="far">${far}</span><span class="near">${near}</span
      ><mark>${word}</mark>${after}</span
    ></span
  >`;
}

function titleOf({ line, sentence, pieces }: WordOccurrence): string {
  return [l10n.t('Line {0}: {1}', line, sentence), l10n.t('Mean of: {0}', pieces.join(' '))].join(
    '\n',
  );
}

function legend({ minimum, maximum }: CosineScale): TemplateResult {
  return html`<p class="legend dim">
    ${l10n.t('Cosine')} <span>${formatLogProb(minimum)}</span><span class="ramp"></span
    ><span>${formatLogProb(maximum)}</span>
  </p>`;
}
