import { docIdColumn, runIdColumn } from '../../../common/exports/columns';
import type { Cell, Column } from '../../../common/exports/table';
import type {
  VectorsView,
  WordOccurrence,
} from '../../../common/protocol/views/laboratory/vectors';
import type { LabTable } from '../labTool';

const runColumns: readonly Column[] = [runIdColumn, docIdColumn];

/** The cosines, a row for each pair; or the vectors, a row for each occurrence. */
export function vectorsTable(view: VectorsView): LabTable {
  const inputs = view.occurrences.map(({ sentence }) => sentence);
  return view.table === 'vectors'
    ? { name: 'word-vectors', ...vectorRows(view), inputs }
    : { name: 'word-cosines', ...cosineRows(view), inputs };
}

function cosineRows(view: VectorsView): Pick<LabTable, 'columns' | 'rows'> {
  return {
    columns: [
      ...runColumns,
      ...occurrenceColumns('row_'),
      ...occurrenceColumns('column_'),
      {
        name: 'cosine',
        type: 'number',
        description: 'Cosine of the two vectors; missing where a word has none.',
      },
    ],
    rows: (runId) => pairRows(view, runId),
  };
}

function* pairRows({ docId, occurrences, cosines }: VectorsView, runId: string): Generator<Cell[]> {
  for (const [from, row] of occurrences.entries()) {
    for (const [index, column] of occurrences.slice(from + 1).entries()) {
      const to = from + 1 + index;
      yield [
        runId,
        docId,
        ...occurrenceCells(row, from),
        ...occurrenceCells(column, to),
        cosines[from]?.[to] ?? null,
      ];
    }
  }
}

function vectorRows({ docId, occurrences }: VectorsView): Pick<LabTable, 'columns' | 'rows'> {
  const width = occurrences.find(({ vector }) => vector !== null)?.vector?.length ?? 0;
  const dimensions = Array.from({ length: width }, (_, dimension) => dimension);
  return {
    columns: [
      ...runColumns,
      ...occurrenceColumns(''),
      { name: 'n_tokens', type: 'integer', description: 'Tokens whose states were averaged.' },
      ...dimensions.map((dimension): Column => ({
        name: `v${dimension}`,
        type: 'number',
        description: `Dimension ${dimension} of the mean of the word's last hidden states.`,
      })),
    ],
    rows: function* (runId) {
      for (const [index, occurrence] of occurrences.entries()) {
        yield [
          runId,
          docId,
          ...occurrenceCells(occurrence, index),
          occurrence.pieces.length,
          ...dimensions.map((dimension) => occurrence.vector?.[dimension] ?? null),
        ];
      }
    },
  };
}

function occurrenceColumns(prefix: string): Column[] {
  return [
    {
      name: `${prefix}occurrence_id`,
      type: 'integer',
      description: 'Place of the occurrence among those of the run, from 0.',
    },
    { name: `${prefix}word`, type: 'string', description: 'The word as it is written.' },
    {
      name: `${prefix}sentence`,
      type: 'string',
      description: 'Its sentence, or the part around the word that the model read.',
    },
    {
      name: `${prefix}cp_start`,
      type: 'integer',
      description: 'Start of the word in the document, in code points.',
    },
    {
      name: `${prefix}cp_end`,
      type: 'integer',
      description: 'End of the word in the document, in code points, exclusive.',
    },
  ];
}

function occurrenceCells({ word, sentence, cpStart, cpEnd }: WordOccurrence, id: number): Cell[] {
  return [id, word, sentence, cpStart, cpEnd];
}
