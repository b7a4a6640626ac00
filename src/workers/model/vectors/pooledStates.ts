import { meanPooled } from '../../../common/measures/meanPooling';
import { rowsTogether, runRows, type TokenRow } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import type { RunContext } from '../models/runModel';

/** Tokens, and which of them are pooled. */
export interface PooledRow extends TokenRow {
  /** At least one. */
  readonly positions: readonly number[];
}

/**
 * The mean of the last hidden states at each row's positions: float32 [hidden size], in the order of
 * the rows; the share done is reported after each batch.
 * @throws TokenscopeError `MissingOutput`, `Cancelled` between batches.
 */
export async function pooledStates(
  model: OpenModel,
  rows: readonly PooledRow[],
  { token, report }: Pick<RunContext, 'token' | 'report'>,
): Promise<Float32Array[]> {
  const session = await model.graphs.session('inspect');
  const pooled: Float32Array[] = [];
  await runRows(
    session,
    rows,
    {
      outputs: ['last_hidden_state'],
      together: rowsTogether(model.ref.precision),
      token,
      onDone: (done) => report({ kind: 'share', share: done / rows.length }),
    },
    (index, outputs) => {
      const { data, dims } = outputs.get('last_hidden_state');
      pooled[index] = meanPooled(data, dims[1] ?? 0, rows[index]?.positions ?? []);
    },
  );
  return pooled;
}

/** Rows of one batch at most, for the record of a run. */
export function largestBatch(model: OpenModel, rows: readonly TokenRow[]): number {
  const together = rowsTogether(model.ref.precision);
  return rows.reduce((largest, { ids }) => Math.max(largest, together(ids.length)), 1);
}
