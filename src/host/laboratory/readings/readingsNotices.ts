import { l10n } from 'vscode';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { ReadingsResult } from './readingsResult';

/** What is to be known to read the comparison rightly. */
export function readingsNotices(
  { compare, sameTokenizer, pairs }: ReadingsResult,
  models: readonly CatalogModel[],
): string[] {
  const notices: string[] = [];
  const starter = models.find(({ id }) => id === 'gpt2-starter');
  if (starter) {
    notices.push(
      l10n.t('{0} is small: its numbers are for teaching, not for publication.', starter.name),
    );
  }
  if (!sameTokenizer) {
    notices.push(
      l10n.t(
        'The models have different tokens: only words and bits per byte can be compared, not perplexities or ranks.',
      ),
    );
  }
  if (compare === 'texts') {
    notices.push(
      l10n.t(
        'Words are paired where both texts have the same ones in the same order. A word’s surprisal depends on all the text before it.',
      ),
    );
  }
  if (pairs === null) {
    notices.push(
      l10n.t(
        'The texts are too long and differ in too much to pair their words: only the whole texts are compared.',
      ),
    );
  }
  return notices;
}
