import {
  cpEndColumn,
  cpStartColumn,
  docIdColumn,
  runIdColumn,
  wordColumn,
  wordTokensColumn,
} from '../../../common/exports/columns';
import type { Cell, Column } from '../../../common/exports/table';
import type { WordColumns } from '../../../common/measures/causalWords';
import type { WordOrder, WordRow } from '../../../common/protocol/views/laboratory/surprisal';
import { tokenAt, valueOf } from '../../../common/readings/textReading';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import type { LabTable } from '../labTool';
import { firstOf } from './firstOf';
import type { ReadingResult } from './readingResult';

/** Word rows (measures: exports). */
const columns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  { name: 'word_index', type: 'integer', description: 'Place in the text, from 0.' },
  wordColumn,
  cpStartColumn,
  cpEndColumn,
  wordTokensColumn,
  {
    name: 'surprisal_bits',
    type: 'number',
    description: 'Σ −log2 p of its tokens; missing: one of them has no value.',
  },
  {
    name: 'surprisal_bits_bow',
    type: 'number',
    description:
      'The same − log2 P(B | text with the word) + log2 P(B | text before it), B: tokens that begin with whitespace, and end of text; the last term only for words after whitespace (Oh & Schuler 2024; Pimentel & Meister 2024).',
  },
  {
    name: 'entropy_first_bits',
    type: 'number',
    description: 'Entropy before the first token of the word.',
  },
  { name: 'rank_first', type: 'integer', description: 'Rank of the first token of the word.' },
  { name: 'is_first', type: 'boolean', description: 'Whether it is the first word of the text.' },
];

/** The words of a reading that goes on. */
export const noWords: WordColumns = {
  starts: new Uint32Array(0),
  ends: new Uint32Array(0),
  firstTokens: new Uint32Array(0),
  endTokens: new Uint32Array(0),
  bits: new Float64Array(0),
  bitsBow: new Float64Array(0),
};

/** A row for each word. */
export function wordTable(result: ReadingResult): LabTable {
  return {
    name: 'words',
    columns,
    rows: (runId) => wordRows(result, runId),
    inputs: [result.text],
  };
}

function* wordRows(result: ReadingResult, runId: string): Generator<Cell[]> {
  const { docId, text, codePointStart, words } = result;
  const places = new CodePointIndex(text);
  for (const [index, start] of words.starts.entries()) {
    const word = wordAt(result, index);
    yield [
      runId,
      docId,
      index,
      word.text,
      codePointStart + places.at(start),
      codePointStart + places.at(words.ends[index] ?? 0),
      word.tokens,
      word.bits,
      word.bitsBow,
      word.entropy,
      word.rank,
      words.firstTokens[index] === 0,
    ];
  }
}

/** The first words of an order; those without a value are the last. */
export function firstWords(result: ReadingResult, order: WordOrder, count: number): WordRow[] {
  const { words } = result;
  const shown = Math.min(count, words.starts.length);
  const indexes =
    order === 'text'
      ? Array.from({ length: shown }, (_, index) => index)
      : firstOf(words[order], shown);
  return indexes.map((index) => wordAt(result, index));
}

function wordAt({ text, reading, words }: ReadingResult, index: number): WordRow {
  const firstToken = words.firstTokens[index] ?? 0;
  const { entropy, rank } = tokenAt(reading, firstToken);
  return {
    index,
    text: text.slice(words.starts[index], words.ends[index]),
    bits: valueOf(words.bits[index]),
    bitsBow: valueOf(words.bitsBow[index]),
    ...{ entropy, rank },
    tokens: (words.endTokens[index] ?? 0) - firstToken,
  };
}
