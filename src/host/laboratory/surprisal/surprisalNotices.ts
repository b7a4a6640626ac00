import { l10n } from 'vscode';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import { lengthOf } from '../../../common/readings/textReading';
import { isTokenscopeError, type TokenscopeError } from '../../../common/errors';
import { viewError } from '../../errors/report';
import type { ReadingResult } from './readingResult';

const endOfText = '<|endoftext|>';

/** What is to be known to read the values rightly. @param stopped why the text was not read to its end, or null. */
export function surprisalNotices(
  { reading, startToken, windows, stride, contextLength, text }: ReadingResult,
  stopped: TokenscopeError | null,
  model: CatalogModel,
): string[] {
  const notices: string[] = [];
  if (stopped !== null) {
    const [read, all] = [reading.knownCount, lengthOf(reading)];
    notices.push(
      isTokenscopeError(stopped, 'Cancelled')
        ? l10n.t('Cancelled: {0} of the {1} tokens were read.', read, all)
        : l10n.t('{0} of the {1} tokens were read. {2}', read, all, viewError(stopped).sentence),
    );
  }
  if (model.id === 'gpt2-starter') {
    notices.push(
      l10n.t('{0} is small: its numbers are for teaching, not for publication.', model.name),
    );
  }
  if (windows > 1) {
    notices.push(
      l10n.t(
        'Longer than the {0} tokens that the model takes: read in {1} windows, each token once. From token {0} on the model saw at least the {2} tokens before it.',
        contextLength,
        windows,
        contextLength - stride,
      ),
    );
  }
  if (!startToken) {
    notices.push(
      l10n.t('The first token has no value, since nothing goes before it; nor has its word.'),
    );
  }
  if (text.includes(endOfText)) {
    notices.push(
      l10n.t(
        'The text has {0} in it: the model reads it as the end of a text, not as these characters.',
        endOfText,
      ),
    );
  }
  return notices;
}
