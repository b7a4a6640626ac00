import { runIdColumn, docIdColumn } from '../../../common/exports/columns';
import type { Column } from '../../../common/exports/table';
import type { SurprisalView } from '../../../common/protocol/views/laboratory/surprisal';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import type { LabTable } from '../labTool';

/** Word rows (measures: exports). */
const columns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  { name: 'word_index', type: 'integer', description: 'Place in the text, from 0.' },
  { name: 'word', type: 'string', description: 'Maximal run of non-whitespace.' },
  {
    name: 'cp_start',
    type: 'integer',
    description: 'Start in the document, in Unicode code points from 0.',
  },
  {
    name: 'cp_end',
    type: 'integer',
    description: 'End in the document, in code points, exclusive.',
  },
  {
    name: 'n_tokens',
    type: 'integer',
    description: 'Tokens of the word and of the whitespace before it.',
  },
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

/** A row for each word. */
export function wordTable({ docId, text, codePointStart, tokens, words }: SurprisalView): LabTable {
  return {
    name: 'words',
    columns,
    rows: (runId) => {
      const places = new CodePointIndex(text);
      return words.map(({ start, end, firstToken, endToken, bits, bitsBow }, index) => [
        runId,
        docId,
        index,
        text.slice(start, end),
        codePointStart + places.at(start),
        codePointStart + places.at(end),
        endToken - firstToken,
        bits,
        bitsBow,
        tokens[firstToken]?.entropy ?? null,
        tokens[firstToken]?.rank ?? null,
        index === 0,
      ]);
    },
    inputs: [text],
  };
}
