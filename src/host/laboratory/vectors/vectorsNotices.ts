import { l10n } from 'vscode';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { VectorsView } from '../../../common/protocol/views/laboratory/vectors';
import type { VectorsInput } from './wordOccurrences';

/** What must be known to read cosines of contextual vectors rightly. */
export function vectorsNotices(
  { found, words, searchedInPart }: VectorsInput,
  { occurrences }: VectorsView,
  { contextLength }: CatalogModel,
): string[] {
  const notices = [
    l10n.t(
      'Cosines of contextual vectors are high throughout (anisotropy, Ethayarajh 2019): compare differences, not absolute values.',
    ),
  ];
  if (words.length === 1) {
    notices.push(
      l10n.t(
        'The word stands here only once: to compare it with others, put a cursor on each (hold Alt and click).',
      ),
    );
  }
  if (found > words.length) {
    notices.push(
      l10n.t(
        'Of {0} occurrences, the {1} at or near the cursor are compared: a matrix takes no more.',
        found,
        words.length,
      ),
    );
  }
  if (searchedInPart) {
    notices.push(
      l10n.t('The document is long: only the part around the cursor was searched for the word.'),
    );
  }
  const unknown = new Set(occurrences.filter(({ known }) => !known).map(({ word }) => word));
  if (unknown.size > 0) {
    notices.push(
      l10n.t(
        'No vector for what is not in the vocabulary ([UNK]): {0}.',
        [...unknown].map((word) => `“${word}”`).join(', '),
      ),
    );
  }
  if (occurrences.some(({ cut }) => cut)) {
    notices.push(
      l10n.t(
        'Sentences of more than {0} tokens were cut around the word: the model takes no more.',
        contextLength,
      ),
    );
  }
  return notices;
}
