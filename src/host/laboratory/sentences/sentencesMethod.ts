import type { SentencesView } from '../../../common/protocol/views/laboratory/sentences';

/** What was done, for a methods section. */
export function sentencesMethod({ kind, pairs }: SentencesView): string {
  const scores =
    kind === 'word_l2r'
      ? 'the pseudo-log-likelihood (PLL-word-l2r, Kauf & Ivanova 2023) and the pseudo-perplexity of each sentence'
      : 'the pseudo-log-likelihood and pseudo-perplexity of each sentence (Salazar et al. 2020)';
  return pairs.length === 0
    ? scores
    : `${scores}, and for each pair the pseudo-log-likelihood of the tokens that both sentences share (Nangia et al. 2020; but see Blodgett et al. 2021)`;
}
