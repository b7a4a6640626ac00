/** A smooth convex function, in the pieces that Newton's method needs. */
export interface ConvexFunction {
  /** Value at `point`; writes the gradient there. The point becomes that of {@link curvature}. */
  evaluate(point: Float64Array, gradient: Float64Array): number;
  /** Writes the product of the Hessian at the last evaluated point and `direction`. */
  curvature(direction: Float64Array, product: Float64Array): void;
}

export interface Minimum {
  readonly point: Float64Array;
  /** False when the gradient was not small enough after the steps allowed. */
  readonly converged: boolean;
}

export interface NewtonLimits {
  /** Norm of the gradient to stop at. */
  readonly tolerance: number;
  readonly steps: number;
  /** Conjugate-gradient iterations for each step. */
  readonly innerSteps: number;
}

/** Share of the decrease that the slope promises which a step must bring (Armijo). */
const sufficientDecrease = 1e-4;
const leastStep = 2 ** -30;

/**
 * Minimises a convex function from `start` by Newton's method with conjugate gradients and backtracking
 * (Nocedal & Wright 2006, "Numerical Optimization", algorithm 7.1): the `newton-cg` of scikit-learn.
 * No kept npm package has it, and nonlinear conjugate gradients, which one has, take thirty times as
 * long on vectors of BERT. Deterministic.
 */
export function minimise(f: ConvexFunction, start: Float64Array, limits: NewtonLimits): Minimum {
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(start.length);
  let value = f.evaluate(point, gradient);
  for (let step = 0; step < limits.steps; step++) {
    const norm = Math.sqrt(dot(gradient, gradient));
    if (norm <= limits.tolerance) {
      return { point, converged: true };
    }
    // Far from the minimum an exact step is wasted, and near it none needs be better than asked for.
    const residual = Math.max(Math.min(0.5, Math.sqrt(norm)) * norm, limits.tolerance / 2);
    const direction = newtonDirection(f, gradient, residual, limits.innerSteps);
    const next = lineSearch(f, point, value, dot(gradient, direction), direction);
    if (next === null) {
      return { point, converged: false };
    }
    ({ point, gradient, value } = next);
  }
  return { point, converged: Math.sqrt(dot(gradient, gradient)) <= limits.tolerance };
}

/** Solves Hessian · direction = −gradient until the norm of what is left is at most `residual`. */
function newtonDirection(
  f: ConvexFunction,
  gradient: Float64Array,
  residual: number,
  steps: number,
): Float64Array {
  const direction = new Float64Array(gradient.length);
  const left = gradient.slice();
  const search = gradient.map((slope) => -slope);
  const product = new Float64Array(gradient.length);
  let squared = dot(left, left);
  for (let step = 0; step < steps && Math.sqrt(squared) > residual; step++) {
    f.curvature(search, product);
    const length = squared / dot(search, product);
    addScaled(direction, length, search);
    addScaled(left, length, product);
    const before = squared;
    squared = dot(left, left);
    for (let at = 0; at < search.length; at++) {
      search[at] = (squared / before) * (search[at] ?? 0) - (left[at] ?? 0);
    }
  }
  return direction;
}

/** Halves the step until it brings enough; null when none does, at the limit of the numbers' precision. */
function lineSearch(
  f: ConvexFunction,
  point: Float64Array,
  value: number,
  slope: number,
  direction: Float64Array,
): { point: Float64Array; gradient: Float64Array; value: number } | null {
  const gradient = new Float64Array(point.length);
  for (let length = 1; length >= leastStep; length /= 2) {
    const next = point.slice();
    addScaled(next, length, direction);
    const reached = f.evaluate(next, gradient);
    if (reached <= value + sufficientDecrease * length * slope) {
      return { point: next, gradient, value: reached };
    }
  }
  return null;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function addScaled(target: Float64Array, factor: number, values: Float64Array): void {
  for (let at = 0; at < target.length; at++) {
    target[at] = (target[at] ?? 0) + factor * (values[at] ?? 0);
  }
}
