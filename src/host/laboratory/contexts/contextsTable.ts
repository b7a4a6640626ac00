import { runIdColumn } from '../../../common/exports/columns';
import type { Cell } from '../../../common/exports/table';
import type {
  ContextColumn,
  ContextsView,
} from '../../../common/protocol/views/laboratory/contexts';
import type { LabTable } from '../labTool';

/** A row for the true word and one for each candidate, of each context. */
export function contextsTable(view: ContextsView): LabTable {
  const { before, word, after, columns } = view;
  return {
    name: 'contexts',
    columns: [
      runIdColumn,
      {
        name: 'context',
        type: 'string',
        description:
          'both: masked model with both contexts; left: masked model with the left one; causal: causal model with the left one.',
      },
      { name: 'left', type: 'string', description: 'Text before the gap.' },
      { name: 'right', type: 'string', description: 'Text after the gap; read in both only.' },
      { name: 'is_word', type: 'boolean', description: 'Whether the row is of the true word.' },
      { name: 'token', type: 'string', description: 'The word, or the candidate’s token.' },
      {
        name: 'token_ids',
        type: 'string',
        description: 'Ids of the word, with spaces between; missing for candidates.',
      },
      { name: 'scoring', type: 'string', description: 'How several tokens of the word add up.' },
      { name: 'log_prob', type: 'number', description: 'ln p, in nats.' },
      {
        name: 'rank',
        type: 'integer',
        description: '1 + number of tokens with a larger logit; missing for several tokens.',
      },
    ],
    rows: (runId) =>
      columns.flatMap((column) => [
        wordRow(view, column, runId),
        ...column.candidates.map(({ token, logProb }, index): Cell[] => [
          runId,
          column.kind,
          before,
          after,
          false,
          token,
          null,
          null,
          logProb,
          index + 1,
        ]),
      ]),
    inputs: [before + word + after],
  };
}

function wordRow(
  { before, word, after }: ContextsView,
  column: ContextColumn,
  runId: string,
): Cell[] {
  const { kind, ids, scoring, logProb, rank } = column;
  return [runId, kind, before, after, true, word, ids.join(' '), scoring, logProb, rank];
}
