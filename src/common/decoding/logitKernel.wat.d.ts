/** What `logitKernel.wat` exports; addresses and lengths are in bytes. */
export interface LogitPasses {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly maxima: (at: number, length: number, out: number) => number;
  readonly weigh: (
    at: number,
    length: number,
    largest: number,
    scale: number,
    out: number,
  ) => number;
  readonly moments: (
    at: number,
    length: number,
    largest: number,
    own: number,
    weights: number,
    marks: number,
    out: number,
  ) => number;
}

/** An instance of its own, with a memory of its own. */
export function instantiate(): LogitPasses;
