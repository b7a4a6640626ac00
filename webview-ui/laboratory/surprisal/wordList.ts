import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import {
  viewWords,
  type WordOrder,
  type WordRow,
} from '../../../src/common/protocol/views/laboratory/surprisal';
import { formatBits, formatRank } from '../../shared/format';
import { PagedWords } from '../words/pagedWords';

/** The words with both surprisals, in the order of the text or the most surprising first. */
@customElement('tokenscope-word-list')
export class WordList extends PagedWords<WordOrder, WordRow> {
  protected override readonly request = viewWords;

  protected override headers(): TemplateResult {
    return html`
      ${this.sorting('text', l10n.t('Word'), l10n.t('In the order of the text'))}
      ${this.sorting(
        'bits',
        l10n.t('Surprisal'),
        l10n.t('Sum over the tokens of the word, in bits; the highest first'),
      )}
      ${this.sorting(
        'bitsBow',
        l10n.t('Surprisal, bow'),
        l10n.t(
          'With the probability of the word’s end counted to the word itself, in bits (Oh & Schuler 2024; Pimentel & Meister 2024); the highest first',
        ),
      )}
      <th class="number wide" title=${l10n.t('Before the first token of the word, in bits')}>
        ${l10n.t('Entropy, first')}
      </th>
      <th class="number" title=${l10n.t('Of the first token of the word')}>
        ${l10n.t('Rank, first')}
      </th>
      <th class="number wide">${l10n.t('Tokens')}</th>
    `;
  }

  protected override cells({
    text,
    bits,
    bitsBow,
    entropy,
    rank,
    tokens,
  }: WordRow): TemplateResult {
    return html`
      <td>${text}</td>
      <td class="number">${formatBits(bits)}</td>
      <td class="number">${formatBits(bitsBow)}</td>
      <td class="number wide">${formatBits(entropy)}</td>
      <td class="number">${formatRank(rank)}</td>
      <td class="number wide">${tokens}</td>
    `;
  }
}
