import assert from 'node:assert/strict';
import { TokenscopeError, type ErrorArguments } from '../../../../src/common/errors';
import type { LoadOptions } from '../../../../src/common/protocol/model/models';
import { makeRoom, type LoadedCost } from '../../../../src/workers/model/models/makeRoom';

describe('making room for a model', () => {
  const loaded: readonly LoadedCost[] = [
    { id: 'new', bytes: 300, usedAt: 3 },
    { id: 'old', bytes: 100, usedAt: 1 },
    { id: 'middle', bytes: 200, usedAt: 2 },
  ];
  const room = (loading: Partial<LoadOptions>, available: number, id = 'wanted') => {
    const whole = { threads: 0, memoryLimit: 0, memory: 0, smaller: [], ...loading };
    return makeRoom({ id, task: 'fill-mask', loading: whole }, loaded, available);
  };
  const refused = (work: () => unknown): ErrorArguments['NotEnoughMemory'] => {
    try {
      work();
    } catch (error) {
      assert.ok(error instanceof TokenscopeError && error.code === 'NotEnoughMemory');
      return error.args as ErrorArguments['NotEnoughMemory'];
    }
    throw new Error('it was not refused');
  };

  it('unloads nothing while there is enough', () => {
    assert.deepEqual(room({ memory: 500 }, 500), []);
    assert.deepEqual(room({ memory: 400, memoryLimit: 1000 }, 500), []);
    assert.deepEqual(makeRoom({ id: 'a', task: 'fill-mask' }, loaded, 0), []);
  });

  it('unloads those that were used longest ago, as few as will do', () => {
    assert.deepEqual(room({ memory: 500 }, 450), ['old']);
    assert.deepEqual(room({ memory: 500 }, 399), ['old', 'middle']);
    assert.deepEqual(room({ memory: 500 }, 0), ['old', 'middle', 'new']);
  });

  it('keeps all together under the limit of the setting', () => {
    assert.deepEqual(room({ memory: 100, memoryLimit: 650 }, 9999), ['old']);
    assert.deepEqual(room({ memory: 100, memoryLimit: 400 }, 9999), ['old', 'middle']);
  });

  it('does not count what is loaded under the same id', () => {
    assert.deepEqual(room({ memory: 300 }, 0, 'new'), []);
    assert.deepEqual(room({ memory: 301 }, 0, 'new'), ['old']);
  });

  it('refuses what would not fit alone, unloads nothing for it, and says what would', () => {
    const smaller = [
      { id: 'too large', memory: 2000 },
      { id: 'fits', memory: 900 },
      { id: 'fits too', memory: 100 },
    ];
    const base = { model: 'wanted', task: 'fill-mask' } as const;
    assert.deepEqual(
      refused(() => room({ memory: 5000, smaller }, 400)),
      { ...base, needed: 5000, available: 1000, by: 'free', smaller: 'fits' },
    );
    assert.deepEqual(
      refused(() => room({ memory: 5000, memoryLimit: 50, smaller }, 400)),
      { ...base, needed: 5000, available: 50, by: 'limit', smaller: null },
    );
  });
});
