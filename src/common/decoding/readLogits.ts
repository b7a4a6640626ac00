/** The largest logits and the normaliser of one distribution, read in one pass. */
export interface Reading {
  /** Ids of the k largest logits, largest first; of equal ones the lower id is first. */
  readonly ids: Int32Array;
  /** Their logits. */
  readonly logits: Float32Array;
  /** ln Σ exp(logit), in float64: a token's ln p is its logit minus this. */
  readonly logSum: number;
}

/**
 * `Math.exp` costs about 7 ns: for 50,000 logits more than half a step of a small model. A table of
 * e^(n/64) with a parabola between its entries is five times as fast. The table is small, since the
 * weights of the model push it out of the cache at every step. The parabola is the Taylor series
 * around the middle of the step: a term is off by less than a part in 10^7, with either sign, less
 * than the rounding of float32 leaves of a logit of 2; over a vocabulary the errors even out.
 */
const steps = 64;
/** The table reaches from e^-below to e^above, relative to the reference. */
const below = 40;
const above = 24;
const table = Float64Array.from({ length: (below + above) * steps + 2 }, (_, index) =>
  Math.exp(index / steps - below),
);
/** e^(u/steps) for u from 0 to 1 is `constant + u * (linear + u * square)`. */
const width = 1 / steps;
const middle = Math.exp(width / 2);
const constant = middle * (1 - width / 2 + (width * width) / 8);
const linear = middle * (width - (width * width) / 2);
const square = (middle * width * width) / 2;

/**
 * Logits that are taken at once. V8 compiles a short function that is called often as a whole; a loop over a
 * vocabulary it compiles in the middle, and leaves that code again at each end: two to four times slower.
 */
export const blockLength = 256;

/** The same for who reads more of a distribution in its own pass. */
export const exponential = { steps, below, above, table, constant, linear, square } as const;

/**
 * Reads the k largest logits and the log-sum-exp of `logits`. Terms below e^-40 of the largest are
 * left out of the sum (together below 1e-12 for any vocabulary).
 * @param k at most a few hundred: insertion into a sorted list.
 * @param scale multiplies the logits in the sum only: 1, or 1 / temperature.
 * @returns `logSum` is NaN when any logit is NaN or +∞.
 */
export function readLogits(logits: Float32Array, k: number, scale = 1): Reading {
  const reference = strided(logits);
  const reading = readAgainst(logits, k, scale, reference);
  const largest = reading.logits[0] ?? Number.NaN;
  return (largest - reference) * scale < above ? reading : readAgainst(logits, k, scale, largest);
}

/** The largest of every 64th logit: near enough to the largest of all for the table's reach. */
export function strided(logits: Float32Array): number {
  let largest = logits[0] ?? Number.NaN;
  for (let index = 0; index < logits.length; index += 64) {
    largest = Math.max(largest, logits[index] ?? 0);
  }
  return largest;
}

function readAgainst(logits: Float32Array, k: number, scale: number, reference: number): Reading {
  const top = new TopList(Math.min(k, logits.length));
  const factor = scale * steps;
  const base = below * steps - reference * factor;
  const state = { sum: 0 };
  for (let from = 0; from < logits.length; from += blockLength) {
    const to = Math.min(from + blockLength, logits.length);
    const largest = addBlock(logits, from, to, factor, base, state);
    // Few blocks have any of the largest logits.
    if (largest > top.smallest) {
      top.insertBlock(logits, from, to);
    }
  }
  return { ids: top.ids, logits: top.values, logSum: reference * scale + Math.log(state.sum) };
}

/** Adds the exponentials of a block to the sum. @returns the largest of its logits. */
function addBlock(
  logits: Float32Array,
  from: number,
  to: number,
  factor: number,
  base: number,
  state: { sum: number },
): number {
  let { sum } = state;
  let largest = -Infinity;
  for (let index = from; index < to; index++) {
    const logit = logits[index] ?? 0;
    if (logit > largest) {
      largest = logit;
    }
    const y = logit * factor + base;
    // Written so that NaN goes in and makes the sum NaN.
    if (!(y < 0)) {
      const entry = y | 0;
      const rest = y - entry;
      sum += (table[entry] ?? Number.NaN) * (constant + rest * (linear + rest * square));
    }
  }
  state.sum = sum;
  return largest;
}

/** A sorted list of the largest values seen. */
export class TopList {
  readonly ids: Int32Array;
  readonly values: Float32Array;

  constructor(private readonly size: number) {
    this.ids = new Int32Array(size);
    this.values = new Float32Array(size).fill(-Infinity);
  }

  /** Only larger values can be inserted. */
  get smallest(): number {
    return this.values[this.size - 1] ?? -Infinity;
  }

  /** Inserts a value larger than the smallest. @returns the new smallest: others need not be offered. */
  insert(id: number, value: number): number {
    const { ids, values } = this;
    let place = this.size - 1;
    while (place > 0 && (values[place - 1] ?? 0) < value) {
      values[place] = values[place - 1] ?? 0;
      ids[place] = ids[place - 1] ?? 0;
      place--;
    }
    values[place] = value;
    ids[place] = id;
    return this.smallest;
  }

  /** Inserts those of a range of logits that are larger than the smallest; their places are their ids. */
  insertBlock(logits: Float32Array, from: number, to: number): void {
    let threshold = this.smallest;
    for (let id = from; id < to; id++) {
      const logit = logits[id] ?? 0;
      if (logit > threshold) {
        threshold = this.insert(id, logit);
      }
    }
  }
}
