import {
  booleanColumn,
  integerColumn,
  numberColumn,
  rankColumn,
  rowKeyColumns,
  runIdColumn,
  stringColumn,
  tokenColumn,
} from '../../common/exports/columns';
import type { Cell } from '../../common/exports/table';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { CandidateRow } from '../../common/protocol/views/fillMask';
import type { LabTable } from '../laboratory/labTool';
import type { FillMaskRun } from './fillMaskRuns';

/** The text with its masks; far ends that the view leaves out are left out here too. */
export function shownText({ text }: Pick<FillMaskRun, 'text'>): string {
  return text.map((piece) => (piece.kind === 'text' ? piece.text : piece.label)).join('');
}

const sentenceColumn = stringColumn('sentence', 'Text with its masks.');

/** A row for each candidate of each mask, and for a hidden word (measures: probe rows). */
export function candidateTable(run: FillMaskRun, model: CatalogModel): LabTable {
  const sentence = shownText(run);
  return {
    name: 'candidates',
    columns: [
      ...rowKeyColumns,
      sentenceColumn,
      integerColumn('mask', 'Which mask of the text, from 0.'),
      booleanColumn('original', 'The word that was hidden.'),
      stringColumn('target', 'Candidate as it would be written.'),
      tokenColumn,
      stringColumn('target_ids', 'Token ids, with spaces between.'),
      numberColumn('log_prob', 'ln p over the vocabulary, in nats.'),
      rankColumn,
    ],
    rows: (runId) => candidateRows(run, model, runId),
    inputs: [sentence],
  };
}

function* candidateRows(run: FillMaskRun, model: CatalogModel, runId: string): Generator<Cell[]> {
  const sentence = shownText(run);
  let index = 0;
  for (const [mask, { candidates, original }] of run.masks.entries()) {
    for (const row of original ? [original, ...candidates] : candidates) {
      yield [
        ...[runId, index++, model.id, model.revision, model.precision],
        ...[sentence, mask, row === original],
        ...candidateCells(row),
      ];
    }
  }
}

function candidateCells({ text, token, ids, logProb, rank }: CandidateRow): Cell[] {
  return [text, token, ids.join(' '), logProb, rank];
}

/** A row for each filling of all masks (measures: joint filling). */
export function fillingTable(run: FillMaskRun): LabTable {
  const sentence = shownText(run);
  return {
    name: 'fillings',
    columns: [
      runIdColumn,
      integerColumn('row_id', 'Place in the order of pll, from 0.'),
      sentenceColumn,
      stringColumn('filling', 'Words in the order of the text, | between.'),
      stringColumn('order', 'Masks, from 0, the first filled first.'),
      numberColumn('independent', 'Sum of ln p of each word, all masks masked, in nats.'),
      numberColumn(
        'sequential',
        'Sum of ln p of each word, those before it filled, the rest masked.',
      ),
      numberColumn('pll', 'Sum of ln p of each word, all other masks filled.'),
    ],
    rows: (runId) =>
      (run.together?.fillings ?? []).map(
        ({ texts, order, independent, sequential, pll }, index) => [
          runId,
          index,
          sentence,
          texts.join('|'),
          order.join(' '),
          independent,
          sequential,
          pll,
        ],
      ),
    inputs: [sentence],
  };
}
