import { TokenscopeError } from '../../../common/errors';
import { expectedTokens } from '../../../common/protocol/model/reading';
import { logitKernel } from '../../../common/decoding/logitKernel';

/** A probability of B below which it is summed by itself: far above what float32 leaves out. */
const small = 1e-9;

/** What distributions say of the tokens that follow them; the same index is the same row in each. */
export interface RowReadings {
  /** ln p of the token that follows; NaN for none. */
  readonly logProbs: Float64Array;
  /** 1 + tokens with a larger logit. */
  readonly ranks: Uint32Array;
  /** −Σ p log2 p over the whole vocabulary, in bits. */
  readonly entropies: Float64Array;
  /** ln of the summed probability of the boundary tokens. */
  readonly logBoundaries: Float64Array;
  /** The likeliest tokens, [rows, expectedTokens], and their ln p, NaN past a small vocabulary's end. */
  readonly expectedIds: Uint32Array;
  readonly expectedLogProbs: Float32Array;
}

/**
 * Reads rows of float32 logits, [rows, vocabulary], each in one pass; all sums in float64.
 * @param targets id of the token that follows each row; -1 for none.
 * @param boundary 1 for each token of B, see `TokenColumns.logBoundaries`.
 * @throws TokenscopeError `Internal` when they are not numbers.
 */
export function readRows(
  logits: Float32Array,
  targets: Int32Array,
  boundary: Float32Array,
): RowReadings {
  const rows = targets.length;
  const width = logits.length / rows;
  const readings: RowReadings = {
    logProbs: new Float64Array(rows),
    ranks: new Uint32Array(rows),
    entropies: new Float64Array(rows),
    logBoundaries: new Float64Array(rows),
    expectedIds: new Uint32Array(rows * expectedTokens),
    expectedLogProbs: new Float32Array(rows * expectedTokens).fill(Number.NaN),
  };
  targets.forEach((target, row) => {
    const own = logits.subarray(row * width, (row + 1) * width);
    readRow(own, target, boundary, readings, row);
  });
  return readings;
}

function readRow(
  logits: Float32Array,
  target: number,
  boundary: Float32Array,
  readings: RowReadings,
  row: number,
): void {
  const own = logits[target] ?? Number.NaN;
  const kernel = logitKernel();
  const largest = kernel.load(logits);
  const top = kernel.top(expectedTokens);
  const sum = kernel.sum(1);
  if (!Number.isFinite(sum)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const { weighted, marked, larger } = kernel.moments(own, boundary);
  const logSum = Math.log(sum);
  readings.logProbs[row] = own - largest - logSum;
  readings.ranks[row] = 1 + larger;
  readings.entropies[row] = Math.max(0, (logSum - weighted / sum) / Math.LN2);
  // Where B is next to impossible, the least weight that there is would count for too much.
  const logMarked = marked < small * sum ? logSumOf(logits, boundary) - largest : Math.log(marked);
  readings.logBoundaries[row] = logMarked - logSum;
  top.ids.forEach((id, place) => {
    const at = row * expectedTokens + place;
    readings.expectedIds[at] = id;
    readings.expectedLogProbs[at] = (top.values[place] ?? Number.NaN) - largest - logSum;
  });
}

/** ln Σ exp(logit) over the tokens of B, their largest subtracted. */
function logSumOf(logits: Float32Array, boundary: Float32Array): number {
  let largest = -Infinity;
  logits.forEach((logit, id) => {
    if (boundary[id] === 1 && logit > largest) {
      largest = logit;
    }
  });
  const sum = logits.reduce(
    (total, logit, id) => total + (boundary[id] === 1 ? Math.exp(logit - largest) : 0),
    0,
  );
  return largest === -Infinity ? largest : largest + Math.log(sum);
}
