import { l10n } from 'vscode';
import type { ScoredText } from '../../../common/protocol/model/sentenceScores';
import type { SentencePair } from '../../../common/protocol/views/laboratory/sentences';

/** What is to be known to read the scores rightly. */
export function sentencesNotices(
  texts: readonly ScoredText[],
  pairs: readonly SentencePair[],
  contextLength: number,
): string[] {
  const notices: string[] = [];
  const cut = texts.filter(({ dropped }) => dropped > 0).length;
  if (cut > 0) {
    notices.push(
      l10n.t(
        'Cut at the end, since the model reads at most {0} tokens: {1} of {2} texts. What was cut is not scored.',
        contextLength,
        cut,
        texts.length,
      ),
    );
  }
  const unknown = texts.flatMap(({ tokens }) => tokens).filter((token) => token.unknown).length;
  if (unknown > 0) {
    notices.push(
      l10n.t(
        'Not in the vocabulary, and scored as [UNK]: {0}. Their values say how likely any unknown text is there.',
        unknown,
      ),
    );
  }
  const special = texts.reduce((sum, text) => sum + text.special, 0);
  if (special > 0) {
    notices.push(l10n.t('Special tokens in the text, which are not scored: {0}.', special));
  }
  if (texts.some(({ tokens }) => tokens.length === 0)) {
    notices.push(l10n.t('A text has no token that could be scored.'));
  }
  if (pairs.length > 0) {
    notices.push(
      l10n.t(
        'Many published pairs do not measure what they claim to: read scores of pairs with care (Blodgett et al. 2021).',
      ),
    );
  }
  return notices;
}
