import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../../src/common/errors';
import {
  fillTogether,
  type FillTogetherParams,
} from '../../../../src/common/protocol/model/fillTogether';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { readBertGolden } from '../../golden/bertGolden';
import { logSoftmax, RawBert, rowAt } from '../rawBert';

describe('fill all masks together', function () {
  this.timeout(120_000);
  const bert = bundledModel('bert-base-uncased');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const run = (text: string, more: Partial<FillTogetherParams> = {}) =>
    worker.request(fillTogether, { model: bert, text, beamWidth: 1, ...more });

  it('fills greedily as the independent reference does, with its three scores', async () => {
    for (const golden of readBertGolden().beam) {
      const { fillings } = await run(golden.text);
      const [filling] = fillings;
      assert.deepEqual(filling!.ids, golden.filling, golden.text);
      assert.deepEqual(filling!.order, golden.order);
      for (const score of ['independent', 'sequential', 'pll'] as const) {
        assert.ok(Math.abs(filling![score] - golden[score]) < 0.3, `${score} of ${golden.text}`);
      }
    }
  });

  it('gives the scores of plain onnxruntime, one row at a time', async () => {
    const text = 'The [MASK] of [MASK] is Paris.';
    const { fillings } = await run(text, { beamWidth: 4 });
    const raw = await RawBert.open('model_q4.onnx');
    const golden = [101, 1996, 103, 1997, 103, 2003, 3000, 1012, 102];
    const positions = [2, 4];
    const logProb = async (filling: readonly (number | null)[], mask: number, id: number) => {
      const ids = [...golden];
      filling.forEach((each, index) => (ids[positions[index]!] = each ?? 103));
      return logSoftmax(rowAt((await raw.run(ids))('logits'), positions[mask]!))[id]!;
    };
    for (const { ids, order, independent, sequential, pll } of fillings) {
      const [first = 0, second = 0] = order;
      const alone =
        (await logProb([null, null], 0, ids[0]!)) + (await logProb([null, null], 1, ids[1]!));
      const others =
        (await logProb([null, ids[1]!], 0, ids[0]!)) + (await logProb([ids[0]!, null], 1, ids[1]!));
      const filled = [null, null].map((_, mask) => (mask === first ? ids[first]! : null));
      const steps =
        (await logProb([null, null], first, ids[first]!)) +
        (await logProb(filled, second, ids[second]!));
      assert.ok(Math.abs(independent - alone) <= 2e-3);
      assert.ok(Math.abs(pll - others) <= 2e-3);
      assert.ok(Math.abs(sequential - steps) <= 2e-3);
    }
    await raw.release();
  });

  it('ranks by pll, gives each text once, and none with a special token', async () => {
    const { fillings, masks } = await run('The [MASK] sat on the [MASK].', { beamWidth: 8 });
    assert.equal(masks.length, 2);
    assert.equal(fillings.length, 8);
    assert.equal(new Set(fillings.map(({ ids }) => ids.join(' '))).size, 8);
    for (const [index, { pll, texts }] of fillings.entries()) {
      assert.ok(index === 0 || pll <= fillings[index - 1]!.pll);
      assert.ok(texts.every((text) => !text.startsWith('[')));
    }
  });

  it('keeps to a word list', async () => {
    const words = ['cat', 'dog', 'mat'];
    const filter = { wholeWords: false, noPunctuation: false, words };
    const { fillings } = await run('The [MASK] sat on the [MASK].', { beamWidth: 9, filter });
    assert.ok(fillings.length > 0);
    assert.ok(fillings.every(({ texts }) => texts.every((text) => words.includes(text))));
  });

  it('refuses too many masks, a wrong width, and a text without masks', async () => {
    const fails = (work: Promise<unknown>, code: string) =>
      assert.rejects(work, (error) => error instanceof TokenscopeError && error.code === code);
    await fails(run('[MASK] '.repeat(21)), 'TooManyMasks');
    await fails(run('[MASK] '.repeat(600)), 'TooManyMasks');
    await fails(run('A [MASK].', { beamWidth: 51 }), 'InvalidParameter');
    await fails(run('No gap.'), 'NoMask');
  });

  it('is cancelled between steps', async () => {
    const source = new CancellationTokenSource();
    const params = { model: bert, text: '[MASK] '.repeat(20), beamWidth: 50 };
    const running = worker.request(fillTogether, params, source.token);
    setTimeout(() => source.cancel(), 300);
    const began = performance.now();
    await assert.rejects(
      running,
      (error) => error instanceof TokenscopeError && error.code === 'Cancelled',
    );
    assert.ok(performance.now() - began < 5_000);
  });
});
