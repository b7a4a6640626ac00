import { TokenscopeError } from '../../../common/errors';
import { expectedTokens } from '../../../common/protocol/model/reading';
import { blockLength, exponential, strided, TopList } from '../../../common/decoding/readLogits';

const { steps, below, above, table, constant, linear, square } = exponential;

/** A probability of B below which it is summed by itself: far above what a pass leaves out. */
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
  boundary: Float64Array,
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
  boundary: Float64Array,
  readings: RowReadings,
  row: number,
): void {
  const own = logits[target] ?? Number.NaN;
  const top = new TopList(Math.min(expectedTokens, logits.length));
  let reference = strided(logits);
  let { rank, sum, weighted, inBoundary } = pass(logits, own, boundary, reference, top);
  const largest = top.values[0] ?? Number.NaN;
  if (!(largest - reference < above)) {
    // Beyond the table's reach: once more, with the largest as the reference.
    reference = largest;
    ({ rank, sum, weighted, inBoundary } = pass(logits, own, boundary, reference, null));
  }
  if (!Number.isFinite(sum)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const logSum = Math.log(sum);
  readings.logProbs[row] = own - reference - logSum;
  readings.ranks[row] = rank;
  readings.entropies[row] = Math.max(0, (logSum - weighted / sum) / Math.LN2);
  // What the pass left out of the sum may be all of B where B is next to impossible.
  const logBoundary = inBoundary < small * sum ? logSumOf(logits, boundary) - reference : null;
  readings.logBoundaries[row] = (logBoundary ?? Math.log(inBoundary)) - logSum;
  top.ids.forEach((id, place) => {
    const at = row * expectedTokens + place;
    readings.expectedIds[at] = id;
    readings.expectedLogProbs[at] = (top.values[place] ?? Number.NaN) - reference - logSum;
  });
}

/** ln Σ exp(logit) over the tokens of B, their largest subtracted. */
function logSumOf(logits: Float32Array, boundary: Float64Array): number {
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

/** What a pass adds up. */
interface Sums {
  rank: number;
  sum: number;
  weighted: number;
  inBoundary: number;
}

/** One pass over the logits; exponentials as `readLogits` takes them. @param top filled, unless null. */
function pass(
  logits: Float32Array,
  own: number,
  boundary: Float64Array,
  reference: number,
  top: TopList | null,
): Sums {
  const sums = { rank: 1, sum: 0, weighted: 0, inBoundary: 0 };
  for (let from = 0; from < logits.length; from += blockLength) {
    const to = Math.min(from + blockLength, logits.length);
    const largest = addBlock(logits, from, to, own, boundary, reference, sums);
    // Few blocks have any of the largest logits.
    if (top !== null && largest > top.smallest) {
      top.insertBlock(logits, from, to);
    }
  }
  return sums;
}

/** @returns the largest of these logits. */
function addBlock(
  logits: Float32Array,
  from: number,
  to: number,
  own: number,
  boundary: Float64Array,
  reference: number,
  sums: Sums,
): number {
  const base = (below - reference) * steps;
  let { rank, sum, weighted, inBoundary } = sums;
  let largest = -Infinity;
  for (let index = from; index < to; index++) {
    const logit = logits[index] ?? 0;
    if (logit > own) {
      rank++;
    }
    if (logit > largest) {
      largest = logit;
    }
    const y = logit * steps + base;
    // Written so that NaN goes in and makes the sum NaN.
    if (!(y < 0)) {
      const entry = y | 0;
      const rest = y - entry;
      const weight = (table[entry] ?? Number.NaN) * (constant + rest * (linear + rest * square));
      sum += weight;
      weighted += weight * (logit - reference);
      inBoundary += weight * (boundary[index] ?? 0);
    }
  }
  sums.rank = rank;
  sums.sum = sum;
  sums.weighted = weighted;
  sums.inBoundary = inBoundary;
  return largest;
}
