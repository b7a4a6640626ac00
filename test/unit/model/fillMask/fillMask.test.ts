import assert from 'node:assert/strict';
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { TokenscopeError } from '../../../../src/common/errors';
import {
  fillMask,
  type FillMaskParams,
  type FillMaskResult,
} from '../../../../src/common/protocol/model/fillMask';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { robertaModel } from '../../../support/tinyModels/robertaModel';
import { logSoftmax, rankOf, RawBert, rowAt } from '../rawBert';

describe('fill mask', function () {
  this.timeout(60_000);
  const bert = bundledModel('bert-base-uncased');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  function fill(text: string, more: Partial<FillMaskParams> = {}): Promise<FillMaskResult> {
    return worker.request(fillMask, { model: bert, text, topK: 5, ...more });
  }
  async function fails(run: Promise<unknown>, code: string): Promise<void> {
    await assert.rejects(run, (error) => error instanceof TokenscopeError && error.code === code);
  }

  it('knows the capital of France', async () => {
    const { masks, maskCount, tokens, window, precision } = await fill(
      'The capital of France is [MASK].',
    );
    const [mask] = masks;
    const first = mask!.candidates[0]!;
    assert.equal(first.text, 'paris');
    assert.ok(Math.abs(Math.exp(first.logProb) - 0.41) < 0.03, `${Math.exp(first.logProb)}`);
    assert.deepEqual(first.ids, [3000]);
    assert.deepEqual(
      mask!.candidates.map(({ rank }) => rank),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual([mask!.start, mask!.end], [25, 31]);
    assert.deepEqual(
      { maskCount, tokens, window, precision },
      {
        maskCount: 1,
        tokens: 9,
        window: null,
        precision: 'q4',
      },
    );
  });

  it('gives the log-probabilities of plain onnxruntime for all masks of one pass', async () => {
    const text = 'The [MASK] sat on the [MASK], and it was [MASK].';
    const tokenizer = Tokenizer.fromFile(path.join(bert.folder, 'tokenizer.json'));
    const ids = (await tokenizer.encode(text)).getIds();
    const raw = await RawBert.open('model_q4.onnx');
    const logits = (await raw.run(ids))('logits');
    const { masks } = await fill(text, { topK: 1000 });
    const positions = ids.flatMap((id, index) => (id === 103 ? [index] : []));
    assert.equal(masks.length, positions.length);
    masks.forEach((mask, index) => {
      const row = rowAt(logits, positions[index]!);
      const logProbs = logSoftmax(row);
      for (const { ids: candidate, logProb, rank } of mask.candidates) {
        assert.ok(Math.abs(logProb - logProbs[candidate[0]!]!) < 1e-3);
        assert.equal(rank, rankOf(row, candidate[0]!));
      }
    });
    await raw.release();
  });

  it('scores targets whatever their rank, and none of several pieces or outside the vocabulary', async () => {
    const { masks } = await fill('The capital of France is [MASK].', {
      targets: ['Paris', 'london', 'unbelievability', '☃', '.'],
    });
    const [paris, london, pieces, unknown, point] = masks[0]!.targets;
    assert.equal(paris!.logProb, masks[0]!.candidates[0]!.logProb);
    assert.equal(paris!.rank, 1);
    assert.ok(london!.rank > 5 && london!.logProb < paris!.logProb);
    assert.equal(pieces!.ids.length, 5);
    assert.deepEqual([pieces!.logProb, pieces!.rank, pieces!.oov], [NaN, 0, false]);
    assert.deepEqual([unknown!.ids, unknown!.logProb, unknown!.oov], [[], NaN, true]);
    assert.deepEqual(point!.ids, [1012]);
  });

  it('writes pieces and words as they would stand in the text', async () => {
    const { masks } = await fill('He play[MASK] football in the [MASK].', { topK: 50 });
    for (const { token, text } of masks.flatMap(({ candidates }) => candidates)) {
      assert.equal(text, token.startsWith('##') ? token.slice(2) : token);
    }
  });

  it('does not score a target that changes the tokens around it', async () => {
    const { masks } = await fill('It is un[MASK] now.', { targets: ['believable'] });
    // "unbelievable" is one token: the `un` before the mask is gone.
    assert.deepEqual(masks[0]!.targets[0]!.ids, []);
    assert.ok(Number.isNaN(masks[0]!.targets[0]!.logProb));
    assert.equal(masks[0]!.targets[0]!.oov, false);
  });

  it('cuts a text past 512 tokens around the mask', async () => {
    const filler = 'The quick brown fox jumps over the lazy dog. '.repeat(100);
    const text = `${filler}The capital of France is [MASK]. ${filler}`;
    const { masks, tokens, window } = await fill(text, { topK: 1 });
    assert.equal(tokens, 512);
    assert.equal(masks[0]!.candidates[0]!.text, 'paris');
    assert.equal(text.slice(masks[0]!.start, masks[0]!.end), '[MASK]');
    assert.ok(window!.start > 0 && window!.end < text.length);
    assert.ok(window!.start < masks[0]!.start && window!.end > masks[0]!.end);
    const atEnd = await fill(`${filler}The capital of France is [MASK].`, { topK: 1 });
    assert.equal(atEnd.tokens, 512);
    assert.equal(atEnd.window!.end, filler.length + 32);
  });

  it('scores those of 600 masks that fit around the focus', async () => {
    const text = 'a [MASK] '.repeat(600);
    const first = await fill(text, { topK: 2 });
    assert.equal(first.maskCount, 600);
    assert.equal(first.tokens, 512);
    assert.equal(first.masks.length, 255);
    assert.equal(first.masks[0]!.start, 2);
    const last = await fill(text, { topK: 2, focus: text.length });
    assert.equal(last.masks.at(-1)!.start, text.lastIndexOf('[MASK]'));
    for (const { start, end } of last.masks) {
      assert.equal(text.slice(start, end), '[MASK]');
    }
  });

  it('takes a text of megabytes without reading all of it', async () => {
    const text = `${'word '.repeat(1_000_000)}[MASK]${' word'.repeat(1_000_000)}`;
    const { masks, window } = await fill(text, { topK: 1 });
    assert.equal(masks.length, 1);
    assert.equal(masks[0]!.start, 5_000_000);
    assert.ok(window!.end - window!.start < 4000);
  });

  it('keeps UTF-16 offsets through emoji, lone surrogates and right-to-left text', async () => {
    const text = '😀 שלום \ud800 naïve\r\n\tThe capital of France is [MASK]. 👩‍👩‍👧 [MASK]';
    const { masks } = await fill(text);
    assert.equal(masks.length, 2);
    for (const { start, end } of masks) {
      assert.equal(text.slice(start, end), '[MASK]');
    }
  });

  it('refuses what it cannot do', async () => {
    await fails(fill('No mask here.'), 'NoMask');
    await fails(fill('A <mask> of another model.'), 'NoMask');
    await fails(fill(''), 'EmptyText');
    await fails(fill('a [MASK]', { topK: 0 }), 'InvalidParameter');
    await fails(fill('a [MASK]', { model: bundledModel('gpt2-starter') }), 'WrongModelKind');
    // A causal model that claims to be a masked one is found out when it is loaded.
    const claimed = { ...bundledModel('gpt2-starter'), id: 'claimed', task: 'fill-mask' } as const;
    await fails(fill('a [MASK]', { model: claimed }), 'WrongModelKind');
  });

  it('takes a model whose mask is <mask> and whose words begin with a space', async () => {
    const tiny = robertaModel([' Paris', ' Rome'], { ĠParis: 6, ĠRome: 4, x: 5 });
    const text = 'He lives in <mask>. Or <mask>';
    const { masks, tokens } = await fill(text, {
      model: tiny.ref,
      topK: 3,
      targets: ['Rome', 'Berlin'],
    });
    assert.deepEqual(
      masks.map(({ start, end }) => text.slice(start, end)),
      ['<mask>', '<mask>'],
    );
    const [mask] = masks;
    assert.deepEqual(
      mask!.candidates.map(({ text: written, token }) => [written, token]),
      [
        ['Paris', 'ĠParis'],
        ['x', 'x'],
        ['Rome', 'ĠRome'],
      ],
    );
    const [rome, berlin] = mask!.targets;
    assert.deepEqual(rome!.ids, [tiny.id('ĠRome')]);
    assert.equal(rome!.rank, 3);
    assert.ok(berlin!.ids.length > 1 && Number.isNaN(berlin!.logProb));
    assert.ok(tokens > 4);
    tiny.dispose();
  });

  it('never logs text', () => {
    assert.ok(!/capital|paris|lazy|Rome/i.test(worker.log), worker.log);
    assert.match(worker.log, /filled 1 of 1 masks with bert-base-uncased q4: 9 tokens, \d+ ms/);
  });
});
