import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Slots } from '../../../src/workers/tokenizer/slots';

describe('Slots', () => {
  /** Starts jobs that end when told to; notes the order in which they begin. */
  function jobs(slots: Slots): {
    begun: string[];
    start: (name: string, urgent?: boolean) => Promise<void>;
    end: (name: string) => void;
  } {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    return {
      begun,
      start: (name, urgent = false) =>
        slots.run(urgent, () => {
          begun.push(name);
          return new Promise((resolve) => ends.set(name, resolve));
        }),
      end: (name) => ends.get(name)?.(),
    };
  }

  it('runs as many as it has room for, and the others in order', async () => {
    const { begun, start, end } = jobs(new Slots(2));
    const all = ['a', 'b', 'c', 'd'].map((name) => start(name));
    await setImmediate();
    assert.deepEqual(begun, ['a', 'b']);
    end('b');
    await setImmediate();
    assert.deepEqual(begun, ['a', 'b', 'c']);
    end('a');
    end('c');
    await setImmediate();
    end('d');
    await Promise.all(all);
  });

  it('lets one urgent job run beside the others, and urgent ones before them', async () => {
    const { begun, start, end } = jobs(new Slots(1));
    void start('a');
    void start('b');
    void start('u', true);
    void start('v', true);
    await setImmediate();
    assert.deepEqual(begun, ['a', 'u']);
    end('a');
    await setImmediate();
    assert.deepEqual(begun, ['a', 'u', 'v']);
    end('u');
    await setImmediate();
    assert.deepEqual(begun, ['a', 'u', 'v']);
    end('v');
    await setImmediate();
    assert.deepEqual(begun, ['a', 'u', 'v', 'b']);
  });

  it('makes room after a failure', async () => {
    const slots = new Slots(1);
    await assert.rejects(slots.run(false, () => Promise.reject(new Error('no'))));
    assert.equal(await slots.run(false, () => Promise.resolve(1)), 1);
  });
});
