import { codePoints } from './codePoints';

/** Offsets in code points of offsets in UTF-16 units, quick for places near the last one asked for. */
export class CodePointIndex {
  #unit = 0;
  #point = 0;

  constructor(private readonly text: string) {}

  at(offset: number): number {
    this.#point +=
      offset >= this.#unit
        ? codePoints(this.text.slice(this.#unit, offset))
        : -codePoints(this.text.slice(offset, this.#unit));
    this.#unit = offset;
    return this.#point;
  }
}
