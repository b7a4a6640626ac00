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
import { surprisalBits } from '../../../common/measures/causal';
import type { Cell, Column } from '../../../common/exports/table';
import { knownRuns, tokenAt } from '../../../common/readings/textReading';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import type { LabTable } from '../labTool';
import type { ReadingResult } from './readingResult';

/** Token rows (measures: exports). */
const columns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  { name: 'token_index', type: 'integer', description: 'Place in the text, from 0.' },
  {
    name: 'word_index',
    type: 'integer',
    description: 'Word of the token in the text, from 0; as in the table of words.',
  },
  tokenColumn,
  tokenIdColumn,
  {
    ...cpStartColumn,
    description:
      'Start in the document, in Unicode code points from 0; the whitespace that a token begins with is a part of it.',
  },
  cpEndColumn,
  {
    name: 'log_prob',
    type: 'number',
    description:
      'ln p of the token given the text before it; missing: the first token without a start token.',
  },
  { name: 'surprisal_bits', type: 'number', description: '−log2 p.' },
  rankColumn,
  {
    name: 'entropy_bits',
    type: 'number',
    description: '−Σ p log2 p over the whole vocabulary, before the token is seen.',
  },
  ...likeliestColumns,
  {
    name: 'n_context',
    type: 'integer',
    description: 'Tokens that the model saw before it, the start token included.',
  },
];

/** A row for each token that was read. */
export function surprisalTable(result: ReadingResult): LabTable {
  return {
    name: 'tokens',
    columns,
    rows: (runId) => tokenRows(result, runId),
    inputs: [result.text],
    settings: {
      context_length: result.contextLength,
      stride: result.stride,
      windows: result.windows,
      start_token: result.startToken,
    },
  };
}

function* tokenRows(result: ReadingResult, runId: string): Generator<Cell[]> {
  const { docId, text, codePointStart, reading, words } = result;
  const places = new CodePointIndex(text);
  let word = 0;
  for (const [first, end] of knownRuns(reading)) {
    for (let index = first; index < end; index++) {
      while (word < words.endTokens.length && index >= (words.endTokens[word] ?? 0)) {
        word++;
      }
      const token = tokenAt(reading, index);
      const [best] = token.expected;
      yield [
        runId,
        docId,
        index,
        index >= (words.firstTokens[word] ?? Infinity) ? word : null,
        token.token,
        token.id,
        codePointStart + places.at(token.start),
        codePointStart + places.at(token.end),
        token.logProb,
        token.logProb === null ? null : surprisalBits(token.logProb),
        token.rank,
        token.entropy,
        best ? Math.exp(best.logProb) : null,
        best?.token ?? null,
        token.context,
      ];
    }
  }
}
