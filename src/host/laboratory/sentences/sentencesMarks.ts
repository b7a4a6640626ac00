import { l10n } from 'vscode';
import { Color } from '../../../common/contributions';
import { pseudoSurprisal } from '../../../common/measures/pseudoLogLikelihood';
import { surprisalLevel } from '../../../common/measures/surprisalLevels';
import type { ScoredToken } from '../../../common/protocol/model/sentenceScores';
import type {
  SentencesView,
  SentenceView,
  SentenceWord,
} from '../../../common/protocol/views/laboratory/sentences';
import type { LabMark } from '../labMarks';

const colors = [
  Color.surprisal1,
  Color.surprisal2,
  Color.surprisal3,
  Color.surprisal4,
  Color.surprisal5,
] as const;
/** Tokens that a hover tells of. */
const toldTokens = 6;

/** A colour for each word, with what the model expected in its place. */
export function sentenceMarks({ sentences }: SentencesView): LabMark[] {
  return sentences.flatMap((sentence) =>
    sentence.words.map((word) => ({
      start: sentence.start + word.start,
      end: sentence.start + word.end,
      color: colors[surprisalLevel(word.bits) - 1] ?? Color.surprisal5,
      hover: hoverOf(sentence, word),
    })),
  );
}

function hoverOf({ text, tokens }: SentenceView, word: SentenceWord): string[] {
  const own = tokens.slice(word.firstToken, word.endToken);
  const value = l10n.t(
    '{0}: {1} bits of pseudo-surprisal',
    text.slice(word.start, word.end),
    word.bits.toFixed(1),
  );
  const more = own.length - toldTokens;
  return [
    value,
    ...own.slice(0, toldTokens).map((token) => expectation(token, own.length > 1)),
    ...(more > 0 ? [l10n.t('and {0} more tokens', more)] : []),
  ];
}

function expectation({ token, logProb, rank, expected }: ScoredToken, several: boolean): string {
  const guesses = expected.map((guess) => `${guess.token} ${percent(guess.logProb)}`).join(', ');
  return several
    ? l10n.t(
        '{0}: {1} bits, rank {2}; BERT expected {3}',
        token,
        pseudoSurprisal(logProb).toFixed(1),
        rank,
        guesses,
      )
    : l10n.t('Token {0}, rank {1}; BERT expected {2}', token, rank, guesses);
}

function percent(logProb: number): string {
  const share = 100 * Math.exp(logProb);
  return share < 0.1 ? '< 0.1 %' : `${share.toFixed(share < 10 ? 1 : 0)} %`;
}
