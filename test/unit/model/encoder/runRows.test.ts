import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import type { InferenceSession } from 'onnxruntime-node';
import { InferenceSession as Session } from 'onnxruntime-node';
import { TokenscopeError } from '../../../../src/common/errors';
import { rowAt } from '../../../../src/workers/model/encoder/positions';
import { rowsTogether, runRows } from '../../../../src/workers/model/encoder/runRows';
import { readBertGolden } from '../../golden/bertGolden';
import { logSoftmax } from '../rawBert';

describe('rows of an encoder', function () {
  this.timeout(60_000);
  let session: InferenceSession;
  const rows = readBertGolden()
    .pll.slice(0, 12)
    .map(({ ids }) => ({ ids, typeIds: ids.map(() => 0) }));
  const outputs = ['logits'];

  before(async () => {
    session = await Session.create('models/bert-base-uncased/onnx/model_q4.onnx');
  });
  after(() => session.release());

  const logProbs = async (together: (length: number) => number): Promise<number[]> => {
    const found: number[] = [];
    await runRows(session, rows, { outputs, together }, (index, output) => {
      const { ids } = rows[index]!;
      const at = Math.floor(ids.length / 2);
      found[index] = logSoftmax(rowAt(output.get('logits'), at))[ids[at]!]!;
    });
    return found;
  };

  it('go together only at full precision or with weights alone quantised', () => {
    assert.equal(rowsTogether('q4')(16), 8);
    assert.equal(rowsTogether('fp32')(600), 1);
    assert.equal(rowsTogether('q8')(16), 1);
    assert.equal(rowsTogether('int8')(16), 1);
  });

  it('have the same numbers in a batch as alone', async () => {
    // Twice, so that every length has a batch of at least two.
    const once = [...rows];
    rows.push(...once);
    const batched = await logProbs(rowsTogether('q4'));
    const alone = await logProbs(() => 1);
    assert.equal(batched.length, rows.length);
    batched.forEach((logProb, index) => {
      assert.ok(Math.abs(logProb - alone[index]!) <= 1e-3);
      assert.ok(Number.isFinite(logProb));
    });
  });

  it('stop between batches when they are cancelled', async () => {
    const source = new CancellationTokenSource();
    let read = 0;
    const run = runRows(session, rows, { outputs, together: () => 1, token: source.token }, () => {
      read++;
      source.cancel();
    });
    await assert.rejects(
      run,
      (error) => error instanceof TokenscopeError && error.code === 'Cancelled',
    );
    assert.equal(read, 1);
  });

  it('name an output that the graph does not have', async () => {
    const run = runRows(session, rows.slice(0, 1), { outputs, together: () => 1 }, (_, output) => {
      output.get('attentions');
    });
    await assert.rejects(run, /attentions/);
  });
});
