import assert from 'node:assert/strict';
import { checkFillMask } from '../../../src/common/decoding/fillMaskLimits';
import { checkSampling } from '../../../src/common/decoding/checkSampling';
import { TokenscopeError } from '../../../src/common/errors';
import type { SamplingParams } from '../../../src/common/protocol/model/completion';
import type { FillMaskParams } from '../../../src/common/protocol/model/fillMask';
import { bundledModel } from '../../support/modelProcess';

const bounds = { contextLength: 512, vocabularySize: 50_257 };
const usual: SamplingParams = {
  maxNewTokens: 50,
  greedy: false,
  seed: 0,
  stop: ['\n'],
  repetitionPenalty: 1.1,
  temperature: 0.8,
  topK: 50,
  topP: 0.95,
  noRepeatNgramSize: 3,
  minP: 0.05,
};

function refuses(check: () => unknown, name: string): void {
  assert.throws(check, (error) => {
    assert.ok(error instanceof TokenscopeError);
    assert.equal(error.code, 'InvalidParameter');
    assert.equal((error.args as { name: string }).name, name);
    return true;
  });
}

describe('checkSampling', () => {
  it('takes values at both ends of each range', () => {
    for (const change of [
      { maxNewTokens: 1 },
      { maxNewTokens: 511 },
      { seed: 0xffff_ffff },
      { temperature: 0.01 },
      { temperature: 10 },
      { topK: 0 },
      { topK: 50_257 },
      { topP: 1 },
      { repetitionPenalty: 0.1 },
      { repetitionPenalty: 10 },
      { noRepeatNgramSize: 0 },
      { noRepeatNgramSize: 20 },
      { minP: 0 },
      { minP: 1 },
      { stop: [] },
      { stop: new Array<string>(8).fill('x'.repeat(100)) },
    ]) {
      assert.deepEqual(checkSampling({ ...usual, ...change }, bounds), { ...usual, ...change });
    }
  });

  it('refuses absurd values of any type, naming the parameter', () => {
    const absurd: Record<keyof SamplingParams, unknown[]> = {
      maxNewTokens: [0, -1, 512, 1e9, 1.5, NaN, Infinity, '5', null, undefined],
      greedy: [0, 1, 'true', null, undefined],
      seed: [-1, 2 ** 32, 0.5, NaN, '1', undefined],
      stop: ['a', null, undefined, [''], ['x'.repeat(101)], new Array(9).fill('a'), [1], {}],
      repetitionPenalty: [0, -1, 0.09, 10.1, NaN, '1', undefined],
      temperature: [0, -1, 0.001, 11, 1e308, NaN, undefined],
      topK: [-1, 1.5, 50_258, NaN, undefined],
      noRepeatNgramSize: [-1, 1.5, 21, NaN, '2', undefined],
      minP: [-0.1, 1.0001, NaN, '0', undefined],
      topP: [0, -0.1, 1.0001, NaN, undefined],
    };
    for (const [name, values] of Object.entries(absurd)) {
      for (const value of values) {
        const params = { ...usual, [name]: value };
        refuses(() => checkSampling(params, bounds), name);
      }
    }
  });
});

describe('checkFillMask', () => {
  const params: FillMaskParams = {
    model: bundledModel('bert-base-uncased'),
    text: 'a [MASK] b',
    topK: 10,
  };

  it('takes values at both ends of each range', () => {
    checkFillMask({ ...params, topK: 1, focus: 0, targets: [] });
    checkFillMask({ ...params, topK: 1000, focus: 10, targets: ['x'] });
  });

  it('refuses absurd values, naming the parameter', () => {
    const absurd: Record<string, unknown[]> = {
      topK: [0, -1, 1001, 2.5, NaN, '3', undefined],
      focus: [-1, 11, 0.5, NaN, 'x'],
      targets: ['x', [''], ['  '], [1], new Array(1001).fill('x'), ['x'.repeat(201)]],
      text: [1, null, undefined],
    };
    for (const [name, values] of Object.entries(absurd)) {
      for (const value of values) {
        refuses(() => checkFillMask({ ...params, [name]: value }), name);
      }
    }
    assert.throws(() => checkFillMask({ ...params, text: '' }), { code: 'EmptyText' });
  });
});
