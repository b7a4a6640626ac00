import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { Lane } from '../../../../src/workers/model/runtime/lane';

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('Lane', () => {
  it('runs one at a time, in order, also after a failure', async () => {
    const lane = new Lane();
    const events: string[] = [];
    const runs = ['a', 'b', 'c'].map((name) =>
      lane.run(
        undefined,
        async () => {
          events.push(`${name} begins`);
          await tick();
          events.push(`${name} ends`);
          if (name === 'b') throw new Error('b failed');
          return name;
        },
        () => '',
      ),
    );
    const settled = await Promise.allSettled(runs);
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(
      events,
      ['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  it('answers a cancelled run at once, and keeps the order of the others', async () => {
    const lane = new Lane();
    const events: string[] = [];
    let endFirst = (): void => undefined;
    const first = lane.run(
      undefined,
      () => new Promise<void>((resolve) => (endFirst = resolve)),
      () => undefined,
    );
    const source = new CancellationTokenSource();
    const second = lane.run(
      source.token,
      () => Promise.resolve('ran'),
      () => 'cancelled',
    );
    const third = lane
      .run(
        undefined,
        () => Promise.resolve(),
        () => undefined,
      )
      .then(() => events.push('third'));
    source.cancel();
    assert.equal(await second, 'cancelled');
    await tick();
    assert.deepEqual(events, [], 'the third waits for the first');
    endFirst();
    await first;
    await third;
    assert.deepEqual(events, ['third']);
  });

  it('does not begin a run that was cancelled before', async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    const answer = await new Lane().run(
      source.token,
      () => Promise.resolve('ran'),
      () => 'cancelled',
    );
    assert.equal(answer, 'cancelled');
  });
});
