import {
  integerColumn,
  numberColumn,
  runIdColumn,
  stringColumn,
  tokenColumn,
} from '../../../common/exports/columns';
import { difference } from '../../../common/measures/difference';
import type { PrecisionsView } from '../../../common/protocol/views/laboratory/precisions';
import type { LabTable } from '../labTool';

/** A row for each of the likeliest tokens of either model. */
export function comparedTokensTable({ tokens, text: read }: PrecisionsView): LabTable {
  return {
    name: 'precisions',
    columns: [
      runIdColumn,
      tokenColumn,
      integerColumn('token_id_1', 'Id in the first model; missing where it has no such token.'),
      integerColumn('token_id_2', 'Id in the second model.'),
      numberColumn('log_prob_1', 'ln p in the first model.'),
      numberColumn('log_prob_2', 'ln p in the second model.'),
      numberColumn('log_prob_difference', 'ln p in the first model minus ln p in the second.'),
      integerColumn('rank_1', '1 + number of tokens with a larger logit in the first model.'),
      integerColumn('rank_2', 'The same in the second model.'),
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
      stringColumn('model_id_1', 'The first model.'),
      stringColumn('precision_1', 'Its precision.'),
      stringColumn('model_id_2', 'The second model.'),
      stringColumn('precision_2', 'Its precision.'),
      integerColumn('n_tokens_1', 'Tokens that the first model read.'),
      integerColumn('n_tokens_2', 'Tokens that the second model read.'),
      numberColumn('kl_bits_1_2', 'D(first ‖ second) over the whole vocabulary, in bits.'),
      numberColumn('kl_bits_2_1', 'D(second ‖ first) over the whole vocabulary, in bits.'),
      numberColumn('max_abs_difference', 'Largest |Δ ln p| among tokens with ln p > −20 in both.'),
      stringColumn('max_difference_token', 'The token of that.'),
      integerColumn('same_top', '1 when the likeliest token is the same, else 0.'),
      numberColumn('milliseconds_1', 'Median time of a run of the first model.'),
      numberColumn('milliseconds_2', 'Median time of a run of the second model.'),
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
