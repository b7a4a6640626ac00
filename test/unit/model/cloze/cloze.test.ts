import assert from 'node:assert/strict';
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { TokenscopeError } from '../../../../src/common/errors';
import { labelProbabilities } from '../../../../src/common/measures/clozeLabels';
import {
  cloze,
  type ClozeLabel,
  type ClozeParams,
  type ClozeResult,
} from '../../../../src/common/protocol/model/cloze';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { logSoftmax, RawBert, rowAt } from '../rawBert';

describe('cloze labels', function () {
  this.timeout(60_000);
  const bert = bundledModel('bert-base-uncased');
  const prompt = 'It was about [MASK].';
  const labels: readonly ClozeLabel[] = [
    { label: 'sports', words: ['sports', 'football'] },
    { label: 'politics', words: ['politics', 'government'] },
  ];
  const sentences = [
    'The striker scored twice in the final match.',
    'The senator lost the vote in parliament.',
  ];
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const label = (more: Partial<ClozeParams> = {}): Promise<ClozeResult> =>
    worker.request(cloze, { model: bert, sentences, prompt, labels, calibrate: false, ...more });
  const refused = async (more: Partial<ClozeParams>, problem: string): Promise<void> => {
    await assert.rejects(
      label(more),
      (error) =>
        error instanceof TokenscopeError &&
        error.code === 'ClozeRefused' &&
        (error.args as { problem: string }).problem === problem,
    );
  };

  it('averages over the words of a label and divides by the prior, as worked out by hand', () => {
    const ln = Math.log;
    const plain = labelProbabilities([[ln(0.2), ln(0.4)], [ln(0.1)]], null);
    assert.ok(Math.abs(plain[0]! - 0.75) < 1e-12 && Math.abs(plain[1]! - 0.25) < 1e-12);
    const calibrated = labelProbabilities(
      [[ln(0.2), ln(0.4)], [ln(0.1)]],
      [[ln(0.4), ln(0.4)], [ln(0.05)]],
    );
    // Means of 0.5 and 1, against 2.
    assert.ok(Math.abs(calibrated[0]! - 0.75 / 2.75) < 1e-12);
    assert.deepEqual(labelProbabilities([[-2000], [-2000]], null), [0.5, 0.5]);
  });

  it('tells sports from politics', async () => {
    const { sentences: labelled, words } = await label();
    const [sports, politics] = labelled;
    assert.ok(sports!.probabilities[0]! > 0.5, String(sports!.probabilities));
    assert.ok(politics!.probabilities[1]! > 0.5, String(politics!.probabilities));
    for (const { probabilities } of labelled) {
      assert.ok(Math.abs(probabilities[0]! + probabilities[1]! - 1) < 1e-9);
    }
    assert.deepEqual(
      words.map(({ label: of, word, problem, prior }) => [of, word, problem, prior]),
      [
        [0, 'sports', null, null],
        [0, 'football', null, null],
        [1, 'politics', null, null],
        [1, 'government', null, null],
      ],
    );
  });

  it('reads the ln p of plain onnxruntime at the mask, with and without the prior', async () => {
    const result = await label({ calibrate: true });
    const tokenizer = Tokenizer.fromFile(path.join(bert.folder, 'tokenizer.json'));
    const raw = await RawBert.open('model_q4.onnx');
    const expected = async (text: string): Promise<number[]> => {
      const ids = (await tokenizer.encode(text)).getIds();
      const logits = (await raw.run(ids))('logits');
      const logProbs = logSoftmax(rowAt(logits, ids.lastIndexOf(103)));
      return labels
        .flatMap(({ words }) => words)
        .map((word) => logProbs[tokenizer.tokenToId(word)!]!);
    };
    const priors = await expected(prompt);
    result.words.forEach(({ prior }, index) => {
      assert.ok(Math.abs(prior! - priors[index]!) <= 1e-3);
    });
    for (const [index, sentence] of sentences.entries()) {
      const plain = await expected(`${sentence} ${prompt}`);
      const { logProbs, probabilities } = result.sentences[index]!;
      logProbs.forEach((value, word) => assert.ok(Math.abs(value! - plain[word]!) <= 1e-3));
      const shares = plain.map((value, word) => Math.exp(value - priors[word]!));
      const [a, b] = [shares[0]! + shares[1]!, shares[2]! + shares[3]!];
      assert.ok(Math.abs(probabilities[0]! - a / (a + b)) < 2e-3);
    }
    await raw.release();
  });

  it('leaves words without a score out, and labels that have none other', async () => {
    const { words, sentences: labelled } = await label({
      labels: [
        ...labels,
        { label: 'mixed', words: ['weather', 'meteorology', '☃', '[MASK]'] },
        { label: 'none', words: ['unbelievability'] },
      ],
    });
    assert.deepEqual(
      words.slice(4).map(({ problem }) => problem),
      [null, 'pieces', 'unknown', 'unknown', 'pieces'],
    );
    const { logProbs, probabilities } = labelled[0]!;
    assert.ok(logProbs[4]! < 0);
    assert.deepEqual(logProbs.slice(5), [null, null, null, null]);
    assert.equal(probabilities[3], null);
    const sum = probabilities.slice(0, 3).reduce<number>((all, value) => all + value!, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9);
  });

  it('reads the mask of the prompt when a sentence has one too, and keeps the prompt of a long text', async () => {
    const { sentences: labelled } = await label({
      sentences: ['He kicked the [MASK].', `${'word '.repeat(700)}${sentences[0]!}`],
    });
    assert.deepEqual(
      labelled.map(({ cut }) => cut),
      [false, true],
    );
    assert.ok(labelled[1]!.probabilities[0]! > 0.5);
  });

  it('refuses prompts and labels that cannot be scored', async () => {
    await refused({ prompt: 'It was about sports.' }, 'masks');
    await refused({ prompt: '[MASK] and [MASK].' }, 'masks');
    await refused({ labels: [labels[0]!, { label: 'x', words: ['unbelievability'] }] }, 'unscored');
  });
});
