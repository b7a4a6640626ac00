import { instantiate } from './logitKernel.wat';
import { TopList } from './topList';

/** Sums over one distribution, with w = e^(logit − largest). */
export interface Moments {
  /** Σ w (logit − largest). */
  readonly weighted: number;
  /** Σ w over the marked tokens. */
  readonly marked: number;
  /** Number of logits larger than the one that was asked about. */
  readonly larger: number;
}

/** Logits of a block: the passes go over whole ones. */
const blockLength = 256;
const pageBytes = 65_536;

/**
 * Passes over the logits of one distribution in WebAssembly, whose SIMD instructions take four at a time: a
 * loop in JavaScript needs more than half a step of a small model for 50,000 exponentials. An exponential is
 * off by less than a part in 10^7, with either sign; sums are float64. NaN anywhere makes the sums NaN.
 */
class LogitKernel {
  readonly #passes = instantiate();
  #memory = new Float32Array(0);
  #count = 0;
  #largest = Number.NaN;

  /** Takes the logits that the other methods are about. @returns the largest. */
  load(logits: Float32Array): number {
    this.#count = logits.length;
    this.#reserve();
    this.#memory.set(logits);
    this.#memory.fill(-Infinity, logits.length, this.#bytes / 4);
    this.#largest = this.#passes.maxima(0, this.#bytes, this.#maximaAt);
    return this.#largest;
  }

  /** The k largest logits; of equal ones the lower id is first. */
  top(k: number): TopList {
    const top = new TopList(Math.min(k, this.#count));
    const logits = this.#memory.subarray(0, this.#count);
    const maximaFrom = this.#maximaAt / 4;
    for (let from = 0; from < logits.length; from += blockLength) {
      // Few blocks have any of the largest; one with NaN is looked through.
      if (!((this.#memory[maximaFrom + from / blockLength] ?? 0) <= top.smallest)) {
        top.insertBlock(logits, from, Math.min(from + blockLength, logits.length));
      }
    }
    return top;
  }

  /** Σ e^(scale (logit − largest)). */
  sum(scale: number): number {
    return this.#passes.weigh(0, this.#bytes, this.#largest, scale, this.#weightsAt);
  }

  /**
   * More sums over the distribution, after `sum(1)`.
   * @param own a logit. @param marks 1 for each marked token, else 0; as many as there are logits.
   */
  moments(own: number, marks: Float32Array): Moments {
    const { memory, moments } = this.#passes;
    const [weights, marksAt, out] = [this.#weightsAt, this.#marksAt, this.#momentsAt];
    this.#memory.set(marks, marksAt / 4);
    this.#memory.fill(0, marksAt / 4 + this.#count, this.#maximaAt / 4);
    const larger = moments(0, this.#bytes, this.#largest, own, weights, marksAt, out);
    const [weighted = Number.NaN, marked = Number.NaN] = new Float64Array(memory.buffer, out, 2);
    return { weighted, marked, larger };
  }

  // The memory holds logits, their weights, marks, and at last the largest logit of each block and the
  // moments, which need less than the others do.

  /** What the blocks of the logits take. */
  get #bytes(): number {
    return Math.ceil(this.#count / blockLength) * blockLength * 4;
  }

  get #weightsAt(): number {
    return this.#bytes;
  }

  get #marksAt(): number {
    return 2 * this.#bytes;
  }

  get #maximaAt(): number {
    return 3 * this.#bytes;
  }

  get #momentsAt(): number {
    return 3 * this.#bytes + this.#bytes / 2;
  }

  #reserve(): void {
    const { memory } = this.#passes;
    const missing = 4 * this.#bytes - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / pageBytes));
    }
    if (this.#memory.buffer !== memory.buffer) {
      this.#memory = new Float32Array(memory.buffer);
    }
  }
}

let made: LogitKernel | null = null;

/** The kernel of this thread, made when it is first needed; who loads logits has it until the next one does. */
export function logitKernel(): LogitKernel {
  return (made ??= new LogitKernel());
}
