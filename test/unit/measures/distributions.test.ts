import assert from 'node:assert/strict';
import { entropyBits } from '../../../src/common/measures/entropy';
import { readDistribution } from '../../../src/common/measures/logSoftmax';
import { jensenShannonBits } from '../../../src/common/measures/jensenShannon';

describe('the Jensen-Shannon divergence', () => {
  const ln = (...p: number[]) => Float64Array.from(p, Math.log);
  const near = (actual: number, expected: number) =>
    assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} ${expected}`);

  it('is 0 for equal distributions and 1 bit for disjoint ones', () => {
    assert.equal(jensenShannonBits(ln(0.2, 0.3, 0.5), ln(0.2, 0.3, 0.5)), 0);
    near(jensenShannonBits(ln(1, 0), ln(0, 1)), 1);
    near(jensenShannonBits(ln(0.5, 0.5, 0, 0), ln(0, 0, 0.1, 0.9)), 1);
  });

  it('is that of the definition, in both directions', () => {
    // M = (3/4, 1/4): H(M) = 0.811278…, H(P) = 0, H(Q) = 1.
    const byHand = -(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25)) - 0.5;
    near(jensenShannonBits(ln(1, 0), ln(0.5, 0.5)), byHand);
    near(jensenShannonBits(ln(0.5, 0.5), ln(1, 0)), byHand);
    const p = ln(0.7, 0.2, 0.1);
    const q = ln(0.1, 0.6, 0.3);
    const mean = ln(0.4, 0.4, 0.2);
    near(jensenShannonBits(p, q), entropyBits(mean) - (entropyBits(p) + entropyBits(q)) / 2);
  });
});

describe('entropy', () => {
  it('is in bits, and takes outcomes of probability 0', () => {
    assert.equal(entropyBits(Float64Array.of(0, -Infinity)), 0);
    const even = Float64Array.from({ length: 8 }, () => Math.log(1 / 8));
    assert.ok(Math.abs(entropyBits(even) - 3) < 1e-12);
  });

  it('is the same from logits, also with some of -∞, and NaN where one is not a number', () => {
    const p = [0.5, 0.25, 0.25, 0];
    const logits = Float32Array.from(p, (each) => Math.log(each) + 30);
    const { logSum, entropyBits: bits } = readDistribution(logits);
    assert.ok(Math.abs(bits - 1.5) < 1e-6);
    assert.ok(Math.abs(logSum - 30) < 1e-5);
    assert.ok(Number.isNaN(readDistribution(Float32Array.of(1, Number.NaN, 2)).logSum));
  });
});
