import { runIdColumn, tokenColumn } from '../../../common/exports/columns';
import type { Column } from '../../../common/exports/table';
import { difference } from '../../../common/measures/difference';
import type { PrecisionsView } from '../../../common/protocol/views/laboratory/precisions';
import type { LabTable } from '../labTool';

const number = (name: string, description: string): Column => ({
  name,
  type: 'number',
  description,
});
const integer = (name: string, description: string): Column => ({
  name,
  type: 'integer',
  description,
});
const text = (name: string, description: string): Column => ({ name, type: 'string', description });

/** A row for each of the likeliest tokens of either model. */
export function comparedTokensTable({ tokens, text: read }: PrecisionsView): LabTable {
  return {
    name: 'precisions',
    columns: [
      runIdColumn,
      tokenColumn,
      integer('token_id_1', 'Id in the first model; missing where it has no such token.'),
      integer('token_id_2', 'Id in the second model.'),
      number('log_prob_1', 'ln p in the first model.'),
      number('log_prob_2', 'ln p in the second model.'),
      number('log_prob_difference', 'ln p in the first model minus ln p in the second.'),
      integer('rank_1', '1 + number of tokens with a larger logit in the first model.'),
      integer('rank_2', 'The same in the second model.'),
    ],
    rows: (runId) =>
      tokens.map(({ token, ids, logProbs, ranks }) => [
        runId,
        token,
        ...ids,
        ...logProbs,
        difference(logProbs),
        ...ranks,
      ]),
    inputs: [read],
  };
}

/** One row: the two models, and how far they differ. */
export function comparisonTable(result: PrecisionsView): LabTable {
  const { models, klBits, largest, sameTop, runMilliseconds, readTokens, text: read } = result;
  const [first, second] = models;
  return {
    name: 'comparison',
    columns: [
      runIdColumn,
      text('model_id_1', 'The first model.'),
      text('precision_1', 'Its precision.'),
      text('model_id_2', 'The second model.'),
      text('precision_2', 'Its precision.'),
      integer('n_tokens_1', 'Tokens that the first model read.'),
      integer('n_tokens_2', 'Tokens that the second model read.'),
      number('kl_bits_1_2', 'D(first ‖ second) over the whole vocabulary, in bits.'),
      number('kl_bits_2_1', 'D(second ‖ first) over the whole vocabulary, in bits.'),
      number('max_abs_difference', 'Largest |Δ ln p| among tokens with ln p > −20 in both.'),
      text('max_difference_token', 'The token of that.'),
      integer('same_top', '1 when the likeliest token is the same, else 0.'),
      number('milliseconds_1', 'Median time of a run of the first model.'),
      number('milliseconds_2', 'Median time of a run of the second model.'),
    ],
    rows: (runId) => [
      [
        ...[runId, first.id, first.precision, second.id, second.precision],
        ...readTokens,
        ...(klBits ?? [null, null]),
        largest?.difference ?? null,
        largest?.token ?? null,
        sameTop ? 1 : 0,
        ...runMilliseconds,
      ],
    ],
    inputs: [read],
  };
}
