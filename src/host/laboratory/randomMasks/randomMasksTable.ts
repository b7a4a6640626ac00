import {
  docIdColumn,
  endColumn,
  rankColumn,
  runIdColumn,
  startColumn,
  tokenColumn,
  tokenIdColumn,
} from '../../../common/exports/columns';
import type { Cell } from '../../../common/exports/table';
import type { RandomMasksView } from '../../../common/protocol/views/laboratory/randomMasks';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import type { LabTable } from '../labTool';

/** A row for each chosen token. */
export function randomMasksTable(view: RandomMasksView): LabTable {
  return {
    name: 'random-masks',
    columns: [
      runIdColumn,
      docIdColumn,
      startColumn,
      endColumn,
      tokenColumn,
      tokenIdColumn,
      { name: 'treatment', type: 'string', description: 'masked, replaced or kept.' },
      { name: 'shown', type: 'string', description: 'Token that the model saw in its place.' },
      { name: 'log_prob', type: 'number', description: 'ln p of the true token, in nats.' },
      rankColumn,
      { name: 'top1', type: 'string', description: 'First guess.' },
      { name: 'p_max', type: 'number', description: 'Its probability.' },
    ],
    rows: (runId) => tokenRows(view, runId),
    inputs: [view.text],
  };
}

function* tokenRows(
  { text, docId, codePointStart, rows }: RandomMasksView,
  runId: string,
): Generator<Cell[]> {
  const codePoints = new CodePointIndex(text);
  for (const { start, end, token, id, treatment, shown, logProb, rank, guesses } of rows) {
    const [first] = guesses;
    yield [
      runId,
      docId,
      codePointStart + codePoints.at(start),
      codePointStart + codePoints.at(end),
      token,
      id,
      treatment,
      shown,
      logProb,
      rank,
      first?.token ?? null,
      first?.probability ?? null,
    ];
  }
}
