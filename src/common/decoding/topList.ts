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
