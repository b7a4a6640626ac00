import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../../src/common/errors';
import { modelRef } from '../../../../src/common/models/modelCatalog';
import {
  answerQuestion,
  classifyTexts,
  findEntities,
} from '../../../../src/common/protocol/model/labels';
import { inspectModelFolder } from '../../../../src/common/protocol/model/modelFolder';
import type { ModelRef } from '../../../../src/common/protocol/model/models';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import {
  tinyClassifier,
  tinyReader,
  tinyTagger,
} from '../../../support/tinyModels/fineTunedModels';
import type { TinyModel } from '../../../support/tinyModels/modelFolder';
import { readBertGolden } from '../../golden/bertGolden';
import { logSoftmax, RawBert, rowAt } from '../rawBert';

interface Tasks {
  readonly sentiment: { readonly labels: string[] };
  readonly ner: { readonly labels: string[] };
}

describe('labels', function () {
  this.timeout(120_000);
  const bert = bundledModel('bert-base-uncased');
  const tasks = JSON.parse(readFileSync(path.join(bert.folder, 'tasks.json'), 'utf8')) as Tasks;
  const golden = readBertGolden();
  const made: TinyModel[] = [];
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(async () => {
    await worker.stop();
    made.forEach((model) => model.dispose());
  });

  async function folder(model: TinyModel): Promise<{ model: ModelRef; labels: readonly string[] }> {
    made.push(model);
    const { ref } = model;
    const found = await worker.request(inspectModelFolder, { folder: ref.folder, id: ref.folder });
    return { model: modelRef(found, ref.folder), labels: found.labelling?.labels ?? [] };
  }
  const sentiment = (texts: readonly string[]) =>
    worker.request(classifyTexts, {
      ...({ model: bert, graph: 'sentiment', activation: 'softmax', texts } as const),
      labels: tasks.sentiment.labels,
    });

  it('gives the sentiment of the reference, and exactly that of plain onnxruntime', async () => {
    const { texts } = await sentiment(golden.sentiment.map(({ text }) => text));
    const raw = await RawBert.open('sentiment_q4.onnx');
    for (const [index, { ids, probabilities, text }] of golden.sentiment.entries()) {
      const { scores, tokens } = texts[index]!;
      assert.equal(tokens, ids.length);
      const logits = (await raw.run(ids))('logits');
      logSoftmax(logits.data).forEach((logProb, label) => {
        assert.ok(Math.abs(Math.log(scores[label]!) - logProb) < 1e-3, text);
        assert.ok(Math.abs(scores[label]! - probabilities[label]!) < 0.01, text);
      });
    }
    await raw.release();
  });

  it('finds the entities of the reference, each word read at its first piece', async () => {
    const { texts } = await worker.request(findEntities, {
      ...({ model: bert, graph: 'ner', labels: tasks.ner.labels } as const),
      texts: golden.ner.map(({ text }) => text),
    });
    const raw = await RawBert.open('ner_q4.onnx');
    let compared = 0;
    for (const [index, { text, ids, words }] of golden.ner.entries()) {
      const logits = (await raw.run(ids))('logits');
      const points = Array.from(text);
      // BIO by hand: the reference's labels are B-X I-X only in this order.
      const expected: { text: string; type: string; p: number[] }[] = [];
      for (const { label, position, cp_start, cp_end } of words) {
        const p = Math.exp(logSoftmax(rowAt(logits, position))[tasks.ner.labels.indexOf(label)]!);
        const word = points.slice(cp_start, cp_end).join('');
        if (label.startsWith('B-')) {
          expected.push({ text: word, type: label.slice(2), p: [p] });
        } else if (label.startsWith('I-')) {
          const last = expected.at(-1)!;
          assert.equal(last.type, label.slice(2));
          last.text += ` ${word}`;
          last.p.push(p);
        }
      }
      const { entities } = texts[index]!;
      assert.deepEqual(
        entities.map(({ start, end, type }) => [text.slice(start, end), type]),
        expected.map((entity) => [entity.text, entity.type]),
      );
      entities.forEach(({ score }, place) => {
        const { p } = expected[place]!;
        const mean = p.reduce((sum, value) => sum + value, 0) / p.length;
        assert.ok(Math.abs(score - mean) < 1e-3);
        compared++;
      });
    }
    assert.ok(compared >= 10);
    await raw.release();
  });

  it('cuts a sentence beyond the context and says how much', async () => {
    const { texts } = await sentiment([`${'very '.repeat(600)}good.`, 'Fine.']);
    assert.equal(texts[0]!.tokens, 512);
    assert.equal(texts[0]!.dropped, 600 + 2 + 2 - 512);
    assert.equal(texts[1]?.dropped, 0);
  });

  it('stops between batches when it is cancelled, and goes on with the next run', async () => {
    const source = new CancellationTokenSource();
    const texts = Array.from(
      { length: 300 },
      (_, index) => `It was ${'very '.repeat(index % 40)}good.`,
    );
    const run = worker.request(
      classifyTexts,
      {
        ...({ model: bert, graph: 'sentiment', activation: 'softmax', texts } as const),
        labels: tasks.sentiment.labels,
      },
      source.token,
    );
    setTimeout(() => source.cancel(), 300);
    await assert.rejects(
      run,
      (error) => error instanceof TokenscopeError && error.code === 'Cancelled',
    );
    assert.equal((await sentiment(['Good.'])).texts.length, 1);
  });

  it('runs a classifier without token types, by softmax and by sigmoid', async () => {
    const { model, labels } = await folder(
      tinyClassifier({
        words: { ' good': [0, 2], ' bad': [1, 0] },
        config: { id2label: { 0: 'bad', 1: 'good' } },
      }),
    );
    const params = { model, graph: null, labels, texts: ['so good', 'so bad good'] } as const;
    const { texts } = await worker.request(classifyTexts, { ...params, activation: 'softmax' });
    const near = (actual: number | undefined, expected: number) =>
      assert.ok(Math.abs((actual ?? 9) - expected) < 1e-6, `${actual} is not ${expected}`);
    near(texts[0]?.scores[1], 1 / (1 + Math.exp(-2)));
    near(texts[1]?.scores[1], 1 / (1 + Math.exp(-1)));
    const alone = await worker.request(classifyTexts, { ...params, activation: 'sigmoid' });
    near(alone.texts[1]?.scores[0], 1 / (1 + Math.exp(-1)));
    near(alone.texts[1]?.scores[1], 1 / (1 + Math.exp(-2)));
  });

  it('runs a byte-level tagger; entities do not take the space before them along', async () => {
    const { model, labels } = await folder(
      tinyTagger({
        words: { ' Ada': [0, 5, 0], ' Byron': [0, 0, 5] },
        config: { id2label: { 0: 'O', 1: 'B-PER', 2: 'I-PER' } },
      }),
    );
    const text = '🍮 then Ada Byron came';
    const { texts } = await worker.request(findEntities, {
      ...({ model, graph: null, labels, texts: [text] } as const),
    });
    const { entities } = texts[0]!;
    assert.deepEqual(
      entities.map(({ start, end, type, words }) => [text.slice(start, end), type, words]),
      [['Ada Byron', 'PER', 2]],
    );
    const p = Math.exp(5) / (Math.exp(5) + 2);
    assert.ok(Math.abs(entities[0]!.score - p) < 1e-6);
  });

  describe('answers', () => {
    let model: ModelRef;
    before(async () => {
      ({ model } = await folder(
        tinyReader({
          words: { ' tall': [4, 1], ' tower': [0, 3], ' hut': [2, 2], ' x': [0, 0] },
          contextLength: 48,
        }),
      ));
    });
    const ask = (question: string, ...contexts: string[]) =>
      worker.request(answerQuestion, { model, question, contexts });

    it('are the best spans, with their share of all spans and of no answer', async () => {
      const text = 'a tall tower';
      const { answers, none, windows } = await ask('q', text);
      assert.equal(windows, 1);
      assert.equal(text.slice(answers[0]!.start, answers[0]!.end).trim(), 'tall tower');
      assert.equal(answers[0]!.logit, 7);
      // Tokens: a, tall, tower. Starts 0, 4, 0; ends 0, 1, 3; no answer 0.
      const all = [0, 1, 3, 5, 7, 3, 0].reduce((sum, logit) => sum + Math.exp(logit), 0);
      assert.ok(Math.abs(answers[0]!.p - Math.exp(7) / all) < 1e-9);
      assert.ok(Math.abs(none.p - 1 / all) < 1e-9);
    });

    it('are found in overlapping windows, and in each of several contexts', async () => {
      const far = `${'x '.repeat(60)}and a hut there${' x'.repeat(60)}`;
      const { answers, windows, overlap } = await ask('which', far, 'a tall tower');
      assert.ok(windows > 4);
      assert.ok(overlap > 10);
      const [first, second] = answers;
      assert.equal(first?.context, 1);
      assert.equal(second?.context, 0);
      assert.equal(far.slice(second.start, second.end).trim(), 'hut');
      // Each span counts once, however many windows show it.
      const places = answers.map(({ context, start }) => `${context} ${start}`);
      assert.equal(new Set(places).size, places.length);
    });

    it('are refused a question that fills the model, and one that is empty', async () => {
      const fails = (run: Promise<unknown>, code: string) =>
        assert.rejects(run, (error) => error instanceof TokenscopeError && error.code === code);
      await fails(ask('why '.repeat(50), 'a hut'), 'TooLong');
      await fails(ask(' ', 'a hut'), 'EmptyText');
      await fails(ask('q', '  '), 'EmptyText');
    });
  });

  it('says when the labels are not as many as the logits, and when a model cannot do it', async () => {
    const fails = (run: Promise<unknown>, code: string) =>
      assert.rejects(run, (error) => error instanceof TokenscopeError && error.code === code);
    const wrong = { model: bert, graph: 'sentiment', labels: ['one'], texts: ['a'] } as const;
    await fails(
      worker.request(classifyTexts, { ...wrong, activation: 'softmax' }),
      'LabelsMismatch',
    );
    const question = { model: bert, question: 'q', contexts: ['a'] };
    await fails(worker.request(answerQuestion, question), 'WrongModelKind');
    const none = { ...bert, graphs: {} };
    await fails(
      worker.request(findEntities, {
        ...wrong,
        model: { ...none, id: 'bert without heads' },
        graph: 'ner',
      }),
      'MissingOutput',
    );
  });
});
