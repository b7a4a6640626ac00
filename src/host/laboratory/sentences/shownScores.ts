import type { SentencesView } from '../../../common/protocol/views/laboratory/sentences';
import type { LabTable } from '../labTool';

/** What the view shows, for the clipboard: a row for each pair, else for each sentence. */
export function shownScores(view: SentencesView): LabTable {
  return view.pairs.length > 0 ? pairRows(view) : sentenceRows(view);
}

function sentenceRows({ sentences }: SentencesView): LabTable {
  return {
    name: 'sentences',
    columns: [
      { name: 'sentence', type: 'string', description: 'The text that was scored.' },
      { name: 'pll', type: 'number', description: 'Pseudo-log-likelihood in nats.' },
      { name: 'n_tokens', type: 'integer', description: 'Scored tokens.' },
      {
        name: 'pseudo_perplexity',
        type: 'number',
        description: 'exp(−PLL / scored tokens); missing: no token was scored.',
      },
      { name: 'pll_per_token', type: 'number', description: 'PLL / scored tokens, in nats.' },
    ],
    rows: () =>
      sentences.map(({ text, pll, tokens, pseudoPerplexity }) => [
        text,
        pll,
        tokens.length,
        pseudoPerplexity,
        tokens.length === 0 ? null : pll / tokens.length,
      ]),
    inputs: sentences.map(({ text }) => text),
  };
}

function pairRows({ sentences, pairs }: SentencesView): LabTable {
  return {
    name: 'pairs',
    columns: [
      { name: 'first', type: 'string', description: 'The first text.' },
      { name: 'second', type: 'string', description: 'The second text.' },
      { name: 'pll_first', type: 'number', description: 'PLL of the first, in nats.' },
      { name: 'pll_second', type: 'number', description: 'PLL of the second, in nats.' },
      { name: 'pll_difference', type: 'number', description: 'First minus second, in nats.' },
      { name: 'n_shared', type: 'integer', description: 'Tokens that both have.' },
      {
        name: 'pair_score_first',
        type: 'number',
        description: 'Σ ln p of the shared tokens in the first (Nangia et al. 2020), in nats.',
      },
      {
        name: 'pair_score_second',
        type: 'number',
        description: 'The same in the second.',
      },
    ],
    rows: () =>
      pairs.map(({ first, second, difference, shared, pairScores }) => [
        sentences[first]?.text ?? '',
        sentences[second]?.text ?? '',
        sentences[first]?.pll ?? null,
        sentences[second]?.pll ?? null,
        difference,
        shared.length,
        ...pairScores,
      ]),
    inputs: sentences.map(({ text }) => text),
  };
}
