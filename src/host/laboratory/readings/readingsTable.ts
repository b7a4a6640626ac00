import {
  cpEndColumn,
  cpStartColumn,
  docIdColumn,
  modelIdColumn,
  runIdColumn,
  wordColumn,
  wordTokensColumn,
} from '../../../common/exports/columns';
import type { Cell, Column } from '../../../common/exports/table';
import { difference } from '../../../common/measures/difference';
import type { WordPairs } from '../../../common/protocol/model/alignWords';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import type { LabTable } from '../labTool';
import { differenceAt, type ComparedReading, type ReadingsResult } from './readingsResult';

/** The same column of both readings. */
function both({ name, type, description }: Column): Column[] {
  return ([1, 2] as const).map((side) => ({
    name: `${name}_${side}`,
    type,
    description: `${description} In reading ${side}.`,
  }));
}

const wordColumns: readonly Column[] = [
  runIdColumn,
  ...both(docIdColumn),
  ...both(modelIdColumn),
  ...both({
    name: 'word_index',
    type: 'integer',
    description: 'Place of the word in the text, from 0; missing: not there.',
  }),
  wordColumn,
  ...both(cpStartColumn),
  ...both(cpEndColumn),
  ...both(wordTokensColumn),
  ...both({ name: 'surprisal_bits', type: 'number', description: 'Σ −log2 p of its tokens.' }),
  {
    name: 'difference_bits',
    type: 'number',
    description: 'surprisal_bits_1 minus surprisal_bits_2; missing for a word of one reading.',
  },
  ...both({
    name: 'surprisal_bits_bow',
    type: 'number',
    description:
      'The same with the probability of the word boundary moved to the word that it ends (Oh & Schuler 2024; Pimentel & Meister 2024).',
  }),
  {
    name: 'difference_bits_bow',
    type: 'number',
    description: 'surprisal_bits_bow_1 minus surprisal_bits_bow_2.',
  },
];

/** A row for each word of both readings, or of one. */
export function comparedWordsTable(result: ReadingsResult): LabTable {
  const { sides, pairs } = result;
  return {
    name: 'compared-words',
    columns: wordColumns,
    rows: (runId) => (pairs === null ? [] : wordRows(result, pairs, runId)),
    inputs: sides.map(({ text }) => text),
    settings: {
      same_tokenizer: result.sameTokenizer,
      context_length: sides.map(({ contextLength }) => contextLength),
      stride: sides.map(({ stride }) => stride),
      windows: sides.map(({ windows }) => windows),
      start_token: true,
    },
  };
}

function* wordRows(result: ReadingsResult, pairs: WordPairs, runId: string): Generator<Cell[]> {
  const { sides } = result;
  const places = sides.map(({ text }) => new CodePointIndex(text));
  for (const [index, first] of pairs.firsts.entries()) {
    const row = differenceAt(result, pairs, index);
    const words = [first, pairs.seconds[index] ?? -1];
    const of = (
      cell: (side: ComparedReading, word: number, place: CodePointIndex | undefined) => Cell,
    ): Cell[] =>
      sides.map((side, which) => {
        const word = words[which] ?? -1;
        return word < 0 ? null : cell(side, word, places[which]);
      });
    const placeOf = (column: 'starts' | 'ends'): Cell[] =>
      of(({ codePointStart, words: all }, word, place) =>
        place ? codePointStart + place.at(all[column][word] ?? 0) : null,
      );
    yield [
      runId,
      ...sides.map(({ docId }) => docId),
      ...sides.map(({ modelId }) => modelId),
      ...of((_, word) => word),
      row.text,
      ...placeOf('starts'),
      ...placeOf('ends'),
      ...of(({ words: all }, word) => (all.endTokens[word] ?? 0) - (all.firstTokens[word] ?? 0)),
      ...row.bits,
      difference(row.bits),
      ...row.bitsBow,
      difference(row.bitsBow),
    ];
  }
}

/** A row for each of the two readings. */
export function comparedTextsTable({ sides, sameTokenizer }: ReadingsResult): LabTable {
  return {
    name: 'compared-texts',
    columns: [
      runIdColumn,
      { name: 'reading', type: 'integer', description: '1 or 2.' },
      docIdColumn,
      modelIdColumn,
      { name: 'n_words', type: 'integer', description: 'Words of the text.' },
      { name: 'n_tokens', type: 'integer', description: 'Tokens of the text.' },
      { name: 'n_code_points', type: 'integer', description: 'Unicode code points of the text.' },
      { name: 'n_bytes', type: 'integer', description: 'Bytes of the text in UTF-8.' },
      { name: 'surprisal_bits', type: 'number', description: 'Σ −log2 p of the tokens.' },
      { name: 'bits_per_byte', type: 'number', description: 'surprisal_bits / n_bytes.' },
      {
        name: 'perplexity',
        type: 'number',
        description:
          'exp(Σ −ln p / tokens); missing where the tokenizers differ: it cannot be compared then.',
      },
    ],
    rows: (runId) =>
      sides.map(({ docId, modelId, words, summary }, index): Cell[] => {
        const { scored, codePoints, bytes, bits, perplexity } = summary;
        return [
          ...[runId, index + 1, docId, modelId, words.starts.length, scored, codePoints, bytes],
          bits,
          bytes === 0 ? null : bits / bytes,
          sameTokenizer ? perplexity : null,
        ];
      }),
    inputs: sides.map(({ text }) => text),
  };
}
