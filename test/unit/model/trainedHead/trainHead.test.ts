import assert from 'node:assert/strict';
import path from 'node:path';
import { CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import { isTokenscopeError } from '../../../../src/common/errors';
import type { HeadSettings } from '../../../../src/common/protocol/model/trainedHead';
import { defaultHeadSettings } from '../../../../src/common/trainedHead/limits';
import { seededRandom } from '../../../../src/workers/model/decoding/random';
import { trainHead, type RowsToTrain } from '../../../../src/workers/model/trainedHead/trainHead';
import { predictor, type FittedHead } from '../../../../src/workers/model/trainedHead/trainedHead';

const threadFile = path.resolve('dist', 'trainThread.js');

/** Noise, and a shift of the first dimension by the place of the label. */
function clusters(
  count: number,
  width: number,
  labels: readonly string[],
  shift: number,
): RowsToTrain {
  const random = seededRandom(2);
  const labelOfRow = Array.from({ length: count }, (_, row) => labels[row % labels.length]!);
  const vectors = labelOfRow.map((label) => {
    const vector = Float32Array.from({ length: width }, () => random() * 2 - 1);
    vector[0]! += shift * labels.indexOf(label);
    return vector;
  });
  return { vectors, labels: labelOfRow, groups: null };
}

const train = async (
  rows: RowsToTrain,
  settings: Partial<HeadSettings> = {},
  cancellation: CancellationToken = CancellationToken.None,
  onProgress: (share: number) => void = () => undefined,
): Promise<FittedHead> => (await trained(rows, settings, cancellation, onProgress)).head;

const trained = (
  rows: RowsToTrain,
  settings: Partial<HeadSettings> = {},
  cancellation: CancellationToken = CancellationToken.None,
  onProgress: (share: number) => void = () => undefined,
): ReturnType<typeof trainHead> =>
  trainHead(rows, { ...defaultHeadSettings, ...settings }, cancellation, onProgress, threadFile);

describe('training a head', function () {
  this.timeout(60_000);

  it('finds labels that can be told apart, and predicts them', async () => {
    const rows = clusters(90, 6, ['b', 'a', 'c'], 5);
    const head = await train(rows);
    const { evaluation } = head;
    assert.deepEqual(head.labels, ['a', 'b', 'c']);
    assert.equal(evaluation.pooled.accuracy, 1);
    assert.deepEqual(evaluation.confusion, [
      [30, 0, 0],
      [0, 30, 0],
      [0, 0, 30],
    ]);
    assert.deepEqual(
      evaluation.folds.map(({ testRows }) => testRows),
      [18, 18, 18, 18, 18],
    );
    assert.ok(Math.abs(evaluation.baseline.accuracy.mean - 1 / 3) < 0.01);
    assert.equal(evaluation.unconvergedFits, 0);
    const predict = predictor(head);
    rows.vectors.forEach((vector, row) => {
      const probabilities = predict(vector);
      assert.ok(probabilities[head.labels.indexOf(rows.labels[row]!)]! > 0.5);
      assert.ok(Math.abs(probabilities.reduce((sum, value) => sum + value, 0) - 1) < 1e-12);
    });
  });

  it('finds nothing in labels that the vectors know nothing of', async () => {
    const { evaluation } = await train(clusters(200, 20, ['a', 'b'], 0));
    assert.ok(Math.abs(evaluation.head.accuracy.mean - 0.5) < 0.12);
    const { support, recall } = evaluation.perLabel[0]!;
    assert.equal(support, 100);
    assert.equal(recall, evaluation.confusion[0]![0]! / 100);
  });

  it('learns from more rows, up to those of the cross-validation', async () => {
    const { evaluation } = await train(clusters(300, 30, ['a', 'b', 'c'], 0.5));
    const curve = evaluation.learningCurve;
    assert.deepEqual(
      curve.map(({ rows }) => rows),
      [24, 60, 120, 240],
    );
    assert.ok(curve.at(-1)!.accuracy.mean > curve[0]!.accuracy.mean + 0.05);
    assert.deepEqual(curve.at(-1)!.accuracy, evaluation.head.accuracy);
    assert.ok(curve.every(({ accuracy, macroF1 }) => accuracy.sd > 0 && macroF1.sd > 0));
  });

  it('gives the same numbers again, and other folds for another seed', async () => {
    const rows = clusters(60, 8, ['a', 'b'], 0.5);
    const first = await train(rows);
    assert.deepEqual(await train(rows), first);
    const other = await train(rows, { seed: 1 });
    assert.deepEqual(other.weights, first.weights);
    assert.notDeepEqual(other.evaluation.folds, first.evaluation.folds);
  });

  it('keeps what was said of each row while it was held out', async () => {
    const { head, heldOut } = await trained(clusters(60, 8, ['a', 'b', 'c'], 1));
    const { confusion, folds } = head.evaluation;
    const counts = confusion.map((row) => row.map(() => 0));
    heldOut.labels.forEach((label, row) => {
      const { [row]: probabilities } = heldOut.probabilities;
      const predicted = heldOut.predicted[row]!;
      counts[label]![predicted]!++;
      assert.equal(probabilities![predicted], Math.max(...probabilities!));
      assert.ok(Math.abs(probabilities!.reduce((sum, value) => sum + value, 0) - 1) < 1e-12);
    });
    assert.deepEqual(counts, confusion);
    assert.deepEqual(
      folds.map(({ testRows }) => testRows),
      folds.map((_, fold) => heldOut.folds.filter((own) => own === fold).length),
    );
  });

  it('leaves the vectors as they are when told so', async () => {
    const rows = clusters(60, 8, ['a', 'b'], 2);
    const plain = await train(rows, { standardise: false });
    assert.ok(plain.standardisation.mean.every((mean) => mean === 0));
    assert.ok(plain.standardisation.scale.every((scale) => scale === 1));
    assert.notDeepEqual(plain.weights, (await train(rows)).weights);
    assert.equal(plain.evaluation.unconvergedFits, 0);
  });

  it('says which labels a fold of groups could not learn', async () => {
    // Groups are what the vectors tell apart: held out, they cannot be known.
    const { vectors } = clusters(40, 5, ['0', '1', '2', '3'], 4);
    const groups = Array.from({ length: 40 }, (_, row) => String(row % 4));
    const labels = groups.map((group) => (group === '0' ? 'rare' : 'common'));
    const { evaluation } = await train({ vectors, labels, groups });
    assert.equal(evaluation.folds.length, 4);
    const without = evaluation.folds.filter(({ unseenLabels }) => unseenLabels.length > 0);
    assert.deepEqual(
      without.map(({ unseenLabels }) => unseenLabels),
      [['rare']],
    );
    assert.equal(without[0]!.head.accuracy, 0);
    assert.equal(evaluation.perLabel.find(({ label }) => label === 'rare')!.recall, 0);
  });

  it('takes the fewest rows there may be', async () => {
    const { evaluation } = await train(clusters(4, 3, ['a', 'b'], 9));
    assert.equal(evaluation.folds.length, 4);
    assert.deepEqual(
      evaluation.folds.map(({ unseenLabels }) => unseenLabels),
      [[], [], [], []],
    );
  });

  it('tells its progress, growing up to 1', async () => {
    const shares: number[] = [];
    await train(clusters(100, 5, ['a', 'b'], 1), {}, CancellationToken.None, (share) => {
      shares.push(share);
    });
    assert.equal(shares.length, 5 + 3 * 5 + 1);
    assert.ok(shares.every((share, at) => share > (shares[at - 1] ?? 0)));
    assert.ok(Math.abs(shares.at(-1)! - 1) < 1e-12);
  });

  it('stops within 100 ms of being cancelled, the event loop free all the time', async () => {
    const rows = clusters(2000, 768, ['a', 'b', 'c', 'd', 'e'], 0.1);
    const source = new CancellationTokenSource();
    let cancelled = 0;
    let longest = 0;
    let last = Infinity;
    let progress = 0;
    const training = train(rows, {}, source.token, () => progress++);
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    setTimeout(() => {
      cancelled = performance.now();
      source.cancel();
    }, 1000);
    await assert.rejects(training, { code: 'Cancelled' });
    const waited = performance.now() - cancelled;
    clearInterval(timer);
    assert.ok(cancelled > 0 && waited < 100, `${waited} ms`);
    assert.ok(longest < 100, `blocked for ${longest} ms`);
    const before = { progress, usage: process.cpuUsage() };
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(progress, before.progress);
    const { user } = process.cpuUsage(before.usage);
    assert.ok(user < 200_000, `the thread goes on: ${user} µs of processor time`);
  });

  it('does not begin when it is cancelled before', async () => {
    const rows = clusters(20, 3, ['a', 'b'], 1);
    await assert.rejects(train(rows, {}, CancellationToken.Cancelled), { code: 'Cancelled' });
  });

  it('refuses settings and vectors that cannot be', async () => {
    const rows = clusters(20, 3, ['a', 'b'], 1);
    for (const settings of [{ c: 0 }, { c: NaN }, { folds: 1 }, { folds: 2.5 }, { seed: -1 }]) {
      await assert.rejects(
        train(rows, settings),
        (error) =>
          isTokenscopeError(error, 'InvalidParameter') &&
          error.args.name === Object.keys(settings)[0],
      );
    }
    const vectors = [...rows.vectors];
    for (const bad of [Float32Array.of(1, NaN, 1), Float32Array.of(1)]) {
      await assert.rejects(train({ ...rows, vectors: vectors.with(3, bad) }), {
        code: 'Internal',
        args: { reason: 'vector 3 is not of 3 finite numbers' },
      });
    }
  });

  it('fails with its thread', async () => {
    const rows = clusters(20, 3, ['a', 'b'], 1);
    const settings = defaultHeadSettings;
    const missing = path.resolve('dist', 'missing.js');
    await assert.rejects(
      trainHead(rows, settings, CancellationToken.None, () => undefined, missing),
      { code: 'Internal' },
    );
  });
});
