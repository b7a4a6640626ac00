import assert from 'node:assert/strict';
import type { window } from 'vscode';
import { CancellationTokenSource, type CancellationToken } from 'vscode';
import { streamed } from '../../../src/host/laboratory/streamedTable';
import { pause } from '../support';

describe('an export that another process writes', () => {
  const target = {
    file: '/tables/weights.csv',
    format: 'csv',
    columns: [],
    provenance: {} as Parameters<typeof streamed>[1]['provenance'],
    inputs: [],
  } as const;

  /** Counts notifications, and takes the place of a person who cancels. */
  function shower() {
    const source = new CancellationTokenSource();
    const shown: number[] = [];
    const show: typeof window.withProgress = (_, task) => {
      shown.push(0);
      const report = ({ increment = 0 }: { increment?: number }) => shown.push(increment);
      return task({ report }, source.token);
    };
    return { show, shown, cancel: () => source.cancel() };
  }

  it('shows no notification when it is quick', async () => {
    const { show, shown } = shower();
    const write = async () => {
      await pause(50);
      return ['/tables/weights.csv'];
    };
    assert.deepEqual(await streamed(write, target, show), ['/tables/weights.csv']);
    await pause(1_200);
    assert.deepEqual(shown, []);
  });

  it('shows one when it takes long, with what was done before', async () => {
    const { show, shown } = shower();
    const write = async (_: unknown, __: CancellationToken, onShare: (share: number) => void) => {
      onShare(0.25);
      await pause(1_300);
      onShare(0.75);
      return [];
    };
    await streamed(write, target, show);
    assert.deepEqual(shown, [0, 25, 50]);
  });

  it('is cancelled from the notification, and fails as the other process does', async () => {
    const { show, shown, cancel } = shower();
    const write = (_: unknown, token: CancellationToken) =>
      new Promise<string[]>((__, reject) => {
        token.onCancellationRequested(() => reject(new Error('cancelled by the token')));
        setTimeout(cancel, 1_300);
      });
    await assert.rejects(streamed(write, target, show), /cancelled by the token/);
    assert.equal(shown[0], 0);
  });
});
