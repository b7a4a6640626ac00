import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  minimise,
  type ConvexFunction,
  type NewtonLimits,
} from '../../../../src/workers/model/trainedHead/newton';

const limits: NewtonLimits = { tolerance: 1e-6, steps: 200, innerSteps: 100 };

/** Σ ln cosh(scale · (x − centre)) + (x − centre)² / 100: least at the centres, flat far from them. */
function valleys(centres: readonly number[], scales: readonly number[]): ConvexFunction {
  let last: Float64Array = new Float64Array(centres.length);
  const offset = (point: Float64Array, at: number): number => point[at]! - centres[at]!;
  return {
    evaluate: (point, gradient) => {
      last = point.slice();
      return centres.reduce((sum, _, at) => {
        const x = offset(point, at);
        const y = Math.abs(scales[at]! * x);
        gradient[at] = scales[at]! * Math.tanh(scales[at]! * x) + x / 50;
        return sum + y + Math.log1p(Math.exp(-2 * y)) - Math.LN2 + (x * x) / 100;
      }, 0);
    },
    curvature: (direction, product) => {
      centres.forEach((_, at) => {
        const slope = Math.tanh(scales[at]! * offset(last, at));
        product[at] = (scales[at]! ** 2 * (1 - slope * slope) + 1 / 50) * direction[at]!;
      });
    },
  };
}

describe('Newton’s method', () => {
  it('finds the minimum from anywhere', () => {
    const dimension = fc.record({
      centre: fc.integer({ min: -20, max: 20 }),
      scale: fc.integer({ min: 1, max: 30 }).map((tenths) => tenths / 10),
      start: fc.integer({ min: -20, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(dimension, { minLength: 1, maxLength: 12 }), (dimensions) => {
        const centres = dimensions.map(({ centre }) => centre);
        const f = valleys(
          centres,
          dimensions.map(({ scale }) => scale),
        );
        const start = Float64Array.from(dimensions, (each) => each.start);
        const { point, converged } = minimise(f, start, limits);
        assert.ok(converged);
        point.forEach((value, at) => assert.ok(Math.abs(value - centres[at]!) < 1e-4));
      }),
    );
  });

  it('says when the steps did not suffice', () => {
    const f = valleys([3, -2], [1, 2]);
    assert.equal(minimise(f, Float64Array.of(9, 9), { ...limits, steps: 1 }).converged, false);
  });

  it('ends where the numbers are no finer', () => {
    const { point } = minimise(valleys([1 / 3, -0.7], [1, 2]), Float64Array.of(5, 5), {
      ...limits,
      tolerance: 0,
      steps: 1000,
    });
    assert.ok(Math.abs(point[0]! - 1 / 3) < 1e-7);
  });
});
