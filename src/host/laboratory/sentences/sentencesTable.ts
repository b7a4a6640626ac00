import {
  cpEndColumn,
  cpStartColumn,
  docIdColumn,
  likeliestColumns,
  rankColumn,
  runIdColumn,
  tokenColumn,
  tokenIdColumn,
} from '../../../common/exports/columns';
import { pseudoSurprisal } from '../../../common/measures/pseudoLogLikelihood';
import type { Cell, Column } from '../../../common/exports/table';
import type {
  SentencesView,
  SentenceView,
} from '../../../common/protocol/views/laboratory/sentences';
import { codePoints } from '../../../common/text/codePoints';
import type { LabTable } from '../labTool';

/** Token rows (measures: exports), then what only masked models and pairs have. */
const columns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  {
    name: 'token_index',
    type: 'integer',
    description: 'Place among all scored tokens of the run, from 0.',
  },
  {
    name: 'word_index',
    type: 'integer',
    description: 'Word of the token in its sentence, from 0: maximal runs of non-whitespace.',
  },
  tokenColumn,
  tokenIdColumn,
  cpStartColumn,
  cpEndColumn,
  {
    name: 'log_prob',
    type: 'number',
    description: 'ln p of the token given the rest of its sentence, masked as `scoring` says.',
  },
  {
    name: 'pseudo_surprisal_bits',
    type: 'number',
    description:
      '−log2 p: it uses right context and is not comparable with the surprisal of a causal model.',
  },
  rankColumn,
  ...likeliestColumns,
  {
    name: 'scoring',
    type: 'string',
    description:
      'word_l2r: the later tokens of the same wordpiece_word are masked too (Kauf & Ivanova 2023); original: the token alone (Salazar et al. 2020).',
  },
  { name: 'sentence_index', type: 'integer', description: 'Sentence of the run, from 0.' },
  {
    name: 'wordpiece_word',
    type: 'integer',
    description: "The tokenizer's word in the sentence, from 0: it parts punctuation from letters.",
  },
  {
    name: 'unknown',
    type: 'boolean',
    description: 'Whether the token stands for text that the vocabulary does not have.',
  },
  {
    name: 'truncated',
    type: 'boolean',
    description: 'Whether the end of the sentence was cut off, since the context is full.',
  },
  {
    name: 'pair_index',
    type: 'integer',
    description: 'Pair of the sentence, from 0; missing: nothing was compared.',
  },
  {
    name: 'shared',
    type: 'boolean',
    description:
      'Whether both sentences of the pair have the token (longest common subsequence of ids); missing: nothing was compared.',
  },
  {
    name: 'log_prob_alone',
    type: 'number',
    description:
      'ln p with this token alone masked; its sum over a sentence is the pair score (Nangia et al. 2020). Missing for tokens that are not shared.',
  },
];

/** A row for each scored token. */
export function sentencesTable(view: SentencesView): LabTable {
  return {
    name: 'sentence-scores',
    columns,
    rows: (runId) => sentenceRows(view, runId),
    inputs: view.sentences.map(({ text }) => text),
  };
}

/** Of a sentence at a time. */
function* sentenceRows(view: SentencesView, runId: string): Generator<Cell[]> {
  let first = 0;
  for (const [index, sentence] of view.sentences.entries()) {
    yield* tokenRows(view, sentence, index, runId, first);
    first += sentence.tokens.length;
  }
}

function tokenRows(
  { kind, document, pairs }: SentencesView,
  { text, codePointStart, tokens, words, dropped }: SentenceView,
  index: number,
  runId: string,
  first: number,
): Cell[][] {
  const pairIndex = pairs.findIndex((pair) => pair.first === index || pair.second === index);
  const pair = pairs[pairIndex];
  const side = pair?.second === index ? 1 : 0;
  const alone = new Map(
    pair?.shared.map((token) => [side === 1 ? token.second : token.first, token.logProbs[side]]),
  );
  const at = (offset: number): number => codePointStart + codePoints(text.slice(0, offset));
  return tokens.map(({ token, id, start, end, word, unknown, logProb, rank, expected }, place) => [
    runId,
    document,
    first + place,
    words.findIndex(({ endToken }) => place < endToken),
    token,
    id,
    at(start),
    at(end),
    logProb,
    pseudoSurprisal(logProb),
    rank,
    Math.exp(expected[0]?.logProb ?? Number.NaN),
    expected[0]?.token ?? null,
    kind,
    index,
    word,
    unknown,
    dropped > 0,
    pair ? pairIndex : null,
    pair ? alone.has(place) : null,
    alone.get(place) ?? null,
  ]);
}
