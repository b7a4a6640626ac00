import { docIdColumn, endColumn, runIdColumn, startColumn } from '../../../common/exports/columns';
import { keptProbabilities } from '../../../common/protocol/model/headTraining';
import type { Cell, Column } from '../../../common/exports/table';
import type {
  HeadTrainingView,
  TableLabellingView,
  TextLabellingView,
  TrainedHeadView,
} from '../../../common/protocol/views/laboratory/trainedHead';
import type { LabTable } from '../labTool';

/** Held-out predictions of a training, labelled sentences of a document, or counts of a table. */
export function trainedTable(view: TrainedHeadView): LabTable {
  switch (view.kind) {
    case 'training':
      return heldOutTable(view);
    case 'texts':
      return textsTable(view);
    case 'table':
      return countsTable(view);
  }
}

const heldOutHow = `, by the same head; six decimals; missing when there are more than ${keptProbabilities} probabilities`;

/** A row for each row trained on, without its text: people's words stay in their file, and `row` leads there. */
function heldOutTable({
  evaluation: { labels },
  heldOut,
  lines,
  docId,
  columns,
  sourceSha256,
}: HeadTrainingView): LabTable {
  return {
    name: 'held-out',
    columns: [
      runIdColumn,
      {
        name: 'row',
        type: 'integer',
        description: 'Line of the data that the row begins at, from 1; the data are not repeated.',
      },
      { name: 'label', type: 'string', description: 'Label in the data.' },
      {
        name: 'predicted',
        type: 'string',
        description: 'Most probable label, by a head that was trained without the row’s fold.',
      },
      { name: 'fold', type: 'integer', description: 'Fold that the row was held out in, from 1.' },
      ...labels.map((label) => probabilityColumn(label, heldOutHow)),
    ],
    rows: (id) =>
      lines.map((line, row): Cell[] => [
        id,
        line,
        labels[heldOut.labels[row] ?? 0] ?? '',
        labels[heldOut.predicted[row] ?? 0] ?? '',
        (heldOut.folds[row] ?? 0) + 1,
        ...(heldOut.probabilities?.[row] ?? labels.map(() => null)),
      ]),
    inputs: [],
    settings: { source: docId, columns, source_sha256: sourceSha256 },
  };
}

function textsTable({ head: { labels }, texts, docId, headName }: TextLabellingView): LabTable {
  return {
    name: 'labels',
    columns: [
      runIdColumn,
      docIdColumn,
      {
        name: 'sentence_index',
        type: 'integer',
        description: 'Place among the sentences, from 0.',
      },
      { name: 'sentence', type: 'string', description: 'The sentence.' },
      startColumn,
      endColumn,
      { name: 'label', type: 'string', description: 'Most probable label.' },
      ...labels.map((label) => probabilityColumn(label, '')),
      {
        name: 'truncated',
        type: 'boolean',
        description: 'Whether the end was not read, since the context was full.',
      },
    ],
    rows: (id) =>
      texts.map(({ text, cpStart, cpEnd, best, probabilities, cut }, index): Cell[] => [
        id,
        docId,
        index,
        text,
        cpStart,
        cpEnd,
        labels[best] ?? '',
        ...probabilities,
        cut,
      ]),
    inputs: texts.map(({ text }) => text),
    settings: { head: headName },
  };
}

/** The labelled table itself is on the disk already. */
function countsTable({
  head,
  counts,
  blank,
  docId,
  column,
  headName,
}: TableLabellingView): LabTable {
  return {
    name: 'label-counts',
    columns: [
      runIdColumn,
      { name: 'label', type: 'string', description: 'Label; missing for rows without a text.' },
      { name: 'rows', type: 'integer', description: 'Rows with this label.' },
    ],
    rows: (id) => [
      ...head.labels.map((label, index): Cell[] => [id, label, counts[index] ?? 0]),
      [id, null, blank],
    ],
    inputs: [],
    settings: { head: headName, source: docId, column },
  };
}

function probabilityColumn(label: string, how: string): Column {
  return {
    name: `p_${label}`,
    type: 'number',
    description: `Probability of the label ${label}, from 0 to 1${how}.`,
  };
}
