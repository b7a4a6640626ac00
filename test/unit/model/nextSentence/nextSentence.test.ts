import assert from 'node:assert/strict';
import { TokenscopeError } from '../../../../src/common/errors';
import { isNextProbability } from '../../../../src/common/measures/nextSentence';
import { nextSentence } from '../../../../src/common/protocol/model/nextSentence';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { readBertGolden } from '../../golden/bertGolden';
import { RawBert } from '../rawBert';

/** Of the model's card. */
const card = [
  ['The man went to the store.', 'He bought a gallon of milk.', 0.99],
  ['The man went to the store.', 'Penguins are flightless birds.', 0.1],
  ['I was very hungry this morning.', 'So I made myself a large breakfast.', 0.99],
  ['I was very hungry this morning.', 'The treaty was signed in 1648.', 0.02],
] as const;

describe('next sentence', function () {
  this.timeout(60_000);
  const bert = bundledModel('bert-base-uncased');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const run = (pairs: readonly { first: string; second: string }[], model = bert) =>
    worker.request(nextSentence, { model, pairs });
  const fails = (work: Promise<unknown>, code: string) =>
    assert.rejects(work, (error) => error instanceof TokenscopeError && error.code === code);

  it('has the values of the card', async () => {
    const { pairs } = await run(card.map(([first, second]) => ({ first, second })));
    card.forEach(([, second, expected], index) => {
      assert.ok(Math.abs(pairs[index]!.given.probability - expected) <= 0.03, second);
    });
  });

  it('has about the values of the independent reference, in both orders', async () => {
    const golden = readBertGolden().next_sentence;
    const { pairs } = await run(golden.map(({ first, second }) => ({ first, second })));
    golden.forEach(({ forward, reversed, first }, index) => {
      const { given, exchanged } = pairs[index]!;
      assert.ok(Math.abs(given.probability - forward.p_is_next) < 0.03, first);
      assert.ok(Math.abs(exchanged.probability - reversed.p_is_next) < 0.03, first);
      assert.ok(Math.abs(given.logitDifference - forward.logit_difference) < 0.4, first);
      assert.equal(given.tokens, forward.ids.length);
    });
  });

  it('equals plain onnxruntime beside it, though pairs of equal length go together', async () => {
    const golden = readBertGolden().next_sentence;
    const { pairs } = await run(golden.map(({ first, second }) => ({ first, second })));
    const raw = await RawBert.open('model_inspect_q4.onnx');
    for (const [index, { forward }] of golden.entries()) {
      const output = await raw.run(forward.ids, forward.type_ids);
      const [isNext = 0, isNot = 0] = output('seq_relationship_logits').data;
      const { logitDifference, probability } = pairs[index]!.given;
      assert.ok(Math.abs(logitDifference - (isNext - isNot)) <= 1e-3);
      assert.equal(probability, isNextProbability(...differing(logitDifference)));
    }
    await raw.release();
  });

  it('refuses empty texts, a pair that does not fit, and a model without the head', async () => {
    await fails(run([{ first: 'One.', second: ' ' }]), 'EmptyText');
    await fails(run([{ first: 'word '.repeat(300), second: 'word '.repeat(300) }]), 'TooLong');
    const headless = { ...bert, revision: 'without graphs', graphs: {} };
    await fails(run([{ first: 'One.', second: 'Two.' }], headless), 'MissingOutput');
  });
});

/** Two logits of this difference. */
function differing(difference: number): [number, number] {
  return [difference, 0];
}
