import type { ReadingResult } from './readingResult';

/** What was done, for a methods section. */
export function surprisalMethod({
  startToken,
  windows,
  contextLength,
  stride,
}: ReadingResult): string {
  const start = startToken
    ? 'after an end-of-text token'
    : 'without a start token, so that the first token has no value';
  const reading =
    windows === 1
      ? ''
      : `, read in windows of ${contextLength} tokens with a stride of ${stride}, each token scored once`;
  return `the surprisal (−log2 p given the text before it, ${start}), the entropy and the rank of each token${reading}, and the surprisal of each word as the sum over its tokens, as it is and with the probability of the word boundary moved to the word that it ends (Oh & Schuler 2024; Pimentel & Meister 2024)`;
}
