import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { difference } from '../../../src/common/measures/difference';
import {
  viewDifferences,
  type DifferenceOrder,
  type DifferenceRow,
} from '../../../src/common/protocol/views/laboratory/readings';
import { formatBits } from '../../shared/format';
import { PagedWords } from '../words/pagedWords';

/** The words of two readings with their surprisals and the differences. */
@customElement('tokenscope-difference-list')
export class DifferenceList extends PagedWords<DifferenceOrder, DifferenceRow> {
  protected override readonly request = viewDifferences;

  protected override headers(): TemplateResult {
    return html`
      ${this.sorting('text', l10n.t('Word'), l10n.t('In the order of the text'))}
      <th class="number" title=${l10n.t('Sum over the tokens of the word, in bits')}>
        ${l10n.t('Surprisal 1')}
      </th>
      <th class="number" title=${l10n.t('Sum over the tokens of the word, in bits')}>
        ${l10n.t('Surprisal 2')}
      </th>
      ${this.sorting(
        'difference',
        l10n.t('Difference'),
        l10n.t('Surprisal 1 minus surprisal 2, in bits; the largest first'),
      )}
      <th
        class="number wide"
        title=${l10n.t(
          'The difference with the probability of the word’s end counted to the word itself, in bits (Oh & Schuler 2024; Pimentel & Meister 2024)',
        )}
      >
        ${l10n.t('Difference, bow')}
      </th>
    `;
  }

  protected override cells({ text, bits, bitsBow }: DifferenceRow): TemplateResult {
    return html`
      <td>${text}</td>
      <td class="number">${formatBits(bits[0])}</td>
      <td class="number">${formatBits(bits[1])}</td>
      <td class="number">${formatBits(difference(bits))}</td>
      <td class="number wide">${formatBits(difference(bitsBow))}</td>
    `;
  }
}
