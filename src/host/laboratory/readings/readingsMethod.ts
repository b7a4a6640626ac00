import type { ReadingsResult } from './readingsResult';

/** What was done, for a methods section. */
export function readingsMethod({ compare, sides, sameTokenizer }: ReadingsResult): string {
  const what =
    compare === 'models' ? 'one text by two causal models' : 'two texts by one causal model';
  const long = sides.some(({ windows }) => windows > 1)
    ? ', long texts by a sliding window of half a context'
    : '';
  const measures = sameTokenizer
    ? 'by perplexity, bits per byte and word'
    : 'by bits per byte and by word only, since the tokenizers differ';
  return `the surprisal (−log2 p given the text before it, after an end-of-text token${long}) of ${what}, summed over the tokens of each word, as it is and with the probability of the word boundary moved to the word that it ends (Oh & Schuler 2024; Pimentel & Meister 2024), and compared ${measures}`;
}
