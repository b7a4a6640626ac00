/** The part of fmin that is used; the package has no types, and its main file does not load in Node. */
declare module 'fmin/index.js' {
  /** A point, its value and its gradient. */
  interface Minimum {
    readonly x: Float64Array;
    readonly fx: number;
    readonly fxprime: Float64Array;
  }

  /**
   * Polak–Ribière conjugate gradient with a Wolfe line search, from `initial` until the norm of the
   * gradient is at most 1e-5 or `maxIterations` are done.
   * @param f returns the value at `x` and writes the gradient there.
   */
  export function conjugateGradient(
    f: (x: Float64Array, gradient: Float64Array) => number,
    initial: Float64Array,
    options: { readonly maxIterations: number },
  ): Minimum;
}
