import { rankColumn, rowKeyColumns, runIdColumn, tokenColumn } from '../../common/exports/columns';
import type { Cell } from '../../common/exports/table';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { CandidateRow } from '../../common/protocol/views/fillMask';
import type { LabTable } from '../laboratory/labTool';
import type { FillMaskRun } from './fillMaskRuns';

/** The text with its masks; far ends that the view leaves out are left out here too. */
export function shownText({ text }: Pick<FillMaskRun, 'text'>): string {
  return text.map((piece) => (piece.kind === 'text' ? piece.text : piece.label)).join('');
}

/** A row for each candidate of each mask, and for a hidden word (measures: probe rows). */
export function candidateTable(run: FillMaskRun, model: CatalogModel): LabTable {
  const sentence = shownText(run);
  return {
    name: 'candidates',
    columns: [
      ...rowKeyColumns,
      { name: 'sentence', type: 'string', description: 'Text with its masks.' },
      { name: 'mask', type: 'integer', description: 'Which mask of the text, from 0.' },
      { name: 'original', type: 'boolean', description: 'The word that was hidden.' },
      { name: 'target', type: 'string', description: 'Candidate as it would be written.' },
      tokenColumn,
      { name: 'target_ids', type: 'string', description: 'Token ids, with spaces between.' },
      { name: 'log_prob', type: 'number', description: 'ln p over the vocabulary, in nats.' },
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
      { name: 'row_id', type: 'integer', description: 'Place in the order of pll, from 0.' },
      { name: 'sentence', type: 'string', description: 'Text with its masks.' },
      {
        name: 'filling',
        type: 'string',
        description: 'Words in the order of the text, | between.',
      },
      { name: 'order', type: 'string', description: 'Masks, from 0, the first filled first.' },
      {
        name: 'independent',
        type: 'number',
        description: 'Sum of ln p of each word, all masks masked, in nats.',
      },
      {
        name: 'sequential',
        type: 'number',
        description: 'Sum of ln p of each word, those before it filled, the rest masked.',
      },
      {
        name: 'pll',
        type: 'number',
        description: 'Sum of ln p of each word, all other masks filled.',
      },
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
