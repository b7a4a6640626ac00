import { l10n } from 'vscode';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { SurprisalView } from '../../../common/protocol/views/laboratory/surprisal';

const endOfText = '<|endoftext|>';

/** What is to be known to read the values rightly. */
export function surprisalNotices(
  { startToken, windows, stride, contextLength, text }: SurprisalView,
  model: CatalogModel,
): string[] {
  const notices: string[] = [];
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
