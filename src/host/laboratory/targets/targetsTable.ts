import { rankColumn, rowKeyColumns } from '../../../common/exports/columns';
import type { Cell, Column } from '../../../common/exports/table';
import type { TargetRow, TargetsView } from '../../../common/protocol/views/laboratory/targets';
import type { LabTable } from '../labTool';

/** Columns that probe rows and contrast rows share (measures: exports). */
const keys: readonly Column[] = [
  ...rowKeyColumns,
  { name: 'probe_id', type: 'string', description: 'Probe of the run; target-words here.' },
  { name: 'template_id', type: 'integer', description: 'Template of the run; 0 here.' },
  { name: 'sentence', type: 'string', description: 'Sentence with the mask at the gap.' },
];
const attributes: readonly Column[] = [
  { name: 'attribute_group', type: 'string', description: 'Set of the attribute; missing here.' },
  { name: 'attribute', type: 'string', description: 'Attribute as it stands in the sentence.' },
  { name: 'n_attribute_tokens', type: 'integer', description: 'Tokens of the attribute.' },
  {
    name: 'scoring',
    type: 'string',
    description: 'single_only, pll_l2r (within-word left to right) or all_masked.',
  },
];
const last: Column = {
  name: 'truncated',
  type: 'boolean',
  description: 'Whether the model read only a part of the text.',
};

/** Probe rows: one for each target. */
export function targetsTable(view: TargetsView): LabTable {
  return {
    name: 'targets',
    columns: [
      ...keys,
      { name: 'target_group', type: 'string', description: 'Set of the target.' },
      { name: 'target', type: 'string', description: 'Target word.' },
      { name: 'target_ids', type: 'string', description: 'Its token ids, with spaces between.' },
      { name: 'n_target_tokens', type: 'integer', description: 'Tokens of the target.' },
      ...attributes,
      { name: 'log_prob', type: 'number', description: 'ln P(target | sentence), in nats.' },
      rankColumn,
      {
        name: 'log_prob_prior',
        type: 'number',
        description: 'ln P(target | sentence with every token of the attribute masked), in nats.',
      },
      { name: 'assoc', type: 'number', description: 'log_prob − log_prob_prior, in nats.' },
      { name: 'oov', type: 'boolean', description: 'A token of it is not in the vocabulary.' },
      last,
    ],
    rows: (runId) =>
      view.rows.map((row, index) => [
        ...keyCells(view, runId, index),
        row.set,
        row.target,
        row.ids.join(' '),
        row.ids.length,
        ...attributeCells(view, row),
        row.logProb,
        row.rank,
        row.logProbPrior,
        row.association,
        row.problem === 'oov',
        view.truncated,
      ]),
    inputs: [view.text],
  };
}

/** Contrast rows: each target against the reference. */
export function contrastTable(view: TargetsView): LabTable {
  return {
    name: 'contrasts',
    columns: [
      ...keys,
      ...attributes,
      { name: 'target_1', type: 'string', description: 'Target word.' },
      { name: 'target_2', type: 'string', description: 'Reference.' },
      { name: 'lpr', type: 'number', description: 'ln p(target_1) − ln p(target_2), in nats.' },
      {
        name: 'lpbs',
        type: 'number',
        description: 'assoc(target_1) − assoc(target_2), in nats (Kurita et al. 2019).',
      },
      {
        name: 'unlike',
        type: 'boolean',
        description: 'The two have different numbers of tokens or scorings.',
      },
      last,
    ],
    rows: (runId) =>
      view.rows
        .filter(({ target }) => target !== view.reference)
        .map((row, index) => [
          ...keyCells(view, runId, index),
          ...attributeCells(view, row),
          row.target,
          view.reference,
          row.logProbRatio,
          row.logProbBiasScore,
          row.unlike,
          view.truncated,
        ]),
    inputs: [view.text],
  };
}

function keyCells({ model, text }: TargetsView, runId: string, index: number): Cell[] {
  return [runId, index, model.id, model.revision, model.precision, 'target-words', 0, text];
}

function attributeCells({ text, attribute, attributeTokens }: TargetsView, row: TargetRow): Cell[] {
  return [
    null,
    attribute && text.slice(attribute.start, attribute.end),
    attribute && attributeTokens,
    row.scoring,
  ];
}
