import { l10n } from 'vscode';
import { groupedDigits } from '../../common/text/groupedDigits';
import { counted } from '../wording/counted';
import { tokenizerRefusal } from './tokenizerRefusal';
import { plain, type Sentences } from './worded';

/** The sentences of tokenizers, and of the options of encoding. */
export const tokenizerSentences = {
  NoRoom: ({ value, special, least }) =>
    plain(
      l10n.t(
        'A maximum length of {0} leaves no room beside {1}: set it to {2} or more.',
        value,
        counted(special, 'specialToken'),
        least,
      ),
    ),
  StrideTooLarge: ({ value, limit }) =>
    plain(
      l10n.t(
        'A stride of {0} repeats whole pieces here: set it to {1} or less, or raise the maximum length.',
        value,
        limit,
      ),
    ),
  CannotTruncate: ({ text, tokens, remove }) =>
    plain(
      l10n.t(
        'In row {0}, {1} would have to go from a text of {2}: cut the longest first, or raise the maximum length.',
        text,
        counted(remove, 'token'),
        tokens,
      ),
    ),
  PairMissing: ({ field, text }) =>
    plain(
      field === 'pairs'
        ? l10n.t('Text {0} has no pair: give every text a pair, or none.', text)
        : l10n.t('Only the second text is to be cut, but text {0} has no pair: add pairs.', text),
    ),
  NoPadToken: ({ tokenizer }) =>
    plain(
      l10n.t(
        '{0} has no padding token: name one of its tokens to pad with, or turn padding off.',
        tokenizer,
      ),
    ),
  UnknownToken: ({ token, tokenizer }) =>
    plain(l10n.t('{0} has no token {1}: name one of its vocabulary.', tokenizer, token)),
  UnknownTokenizer: ({ tokenizer }) => ({
    sentence: l10n.t('There is no tokenizer named {0}: choose another.', tokenizer),
    action: 'selectTokenizer',
  }),
  TokenizerRefused: tokenizerRefusal,
  TokenizerCopyLost: ({ tokenizer, problem }) => ({
    sentence:
      problem === 'missing'
        ? l10n.t('The stored copy of the tokenizer {0} cannot be read: add it again.', tokenizer)
        : l10n.t('The stored copy of the tokenizer {0} was changed: add it again.', tokenizer),
    action: 'addTokenizer',
  }),
  TokenizerQuarantined: ({ tokenizer, reason }) => ({
    sentence:
      reason === 'slow'
        ? l10n.t('The tokenizer {0} took too long on a text and is not used any more.', tokenizer)
        : l10n.t('The tokenizer {0} crashed on a text and is not used any more.', tokenizer),
    action: 'retryTokenizer',
  }),
  TooLongToEncodeWhole: ({ tokenizer, limit }) =>
    plain(
      l10n.t(
        'The tokenizer {0} takes at most {1} characters at once (it admits no cut in a text): select less.',
        tokenizer,
        groupedDigits(limit),
      ),
    ),
} satisfies Partial<Sentences>;
