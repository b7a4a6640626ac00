import assert from 'node:assert/strict';
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { TokenscopeError } from '../../../../src/common/errors';
import { cosine } from '../../../../src/common/measures/cosine';
import {
  sentenceVectors,
  wordVectors,
  type SentenceVectorsResult,
  type WordPlace,
  type WordVectorsResult,
} from '../../../../src/common/protocol/model/vectors';
import { runProgress } from '../../../../src/common/protocol/model/run';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { readBertGolden } from '../../golden/bertGolden';
import { RawBert, rowAt } from '../rawBert';

describe('vectors', function () {
  this.timeout(120_000);
  const bert = bundledModel('bert-base-uncased');
  const golden = readBertGolden().vectors;
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const ofWords = (words: readonly WordPlace[]): Promise<WordVectorsResult> =>
    worker.request(wordVectors, { model: bert, words });
  const ofTexts = (texts: readonly string[]): Promise<SentenceVectorsResult> =>
    worker.request(sentenceVectors, { model: bert, texts });
  async function fails(run: Promise<unknown>, code: string): Promise<void> {
    await assert.rejects(run, (error) => error instanceof TokenscopeError && error.code === code);
  }
  const place = (text: string, word: string): WordPlace => {
    const start = text.indexOf(word);
    return { text, start, end: start + word.length };
  };

  it('tells the banks of rivers from those with money, as the reference does', async () => {
    const { occurrences, cosines: expected } = golden.words;
    const { words, cosines } = await ofWords(
      occurrences.map(({ text, cp_start: start, cp_end: end }) => ({ text, start, end })),
    );
    occurrences.forEach(({ first, norm }, index) => {
      const { vector, pieces, read } = words[index]!;
      assert.deepEqual(pieces, ['bank']);
      assert.deepEqual(read, { start: 0, end: occurrences[index]!.text.length });
      assert.equal(vector!.length, 768);
      assert.ok(Math.abs(Math.hypot(...vector!) - norm) < 0.05);
      const own = Float32Array.from(first);
      assert.ok(cosine(vector!.slice(0, own.length), own) > 0.999);
    });
    expected.forEach((row, from) =>
      row.forEach((value, to) => {
        assert.ok(Math.abs(cosines[from]![to]! - value) <= 0.002, `${from} ${to}`);
      }),
    );
    assert.ok(cosines[0]![1]! > cosines[0]![2]! + 0.2);
    assert.ok(cosines[2]![3]! > cosines[1]![3]! + 0.2);
  });

  it('averages the states that plain onnxruntime gives, over all pieces of a word', async () => {
    const text = 'Philately and spelunking are her favourite pastimes.';
    const tokenizer = Tokenizer.fromFile(path.join(bert.folder, 'tokenizer.json'));
    const encoding = await tokenizer.encode(text);
    const raw = await RawBert.open('model_inspect_q4.onnx');
    const states = (await raw.run(encoding.getIds()))('last_hidden_state');
    const { words } = await ofWords([place(text, 'spelunking')]);
    const [{ vector, pieces }] = words as [(typeof words)[0]];
    const positions = encoding
      .getTokens()
      .flatMap((token, index) => (pieces.includes(token) ? [index] : []));
    assert.ok(pieces.length > 1);
    assert.equal(positions.length, pieces.length);
    vector!.forEach((value, index) => {
      const sum = positions.reduce((all, position) => all + rowAt(states, position)[index]!, 0);
      assert.ok(Math.abs(value - sum / positions.length) < 1e-3);
    });
    await raw.release();
  });

  it('gives a word that the vocabulary does not know no vector', async () => {
    const { words, cosines } = await ofWords([
      place('A ☃ stood there.', '☃'),
      place('A man stood there.', 'man'),
    ]);
    assert.equal(words[0]!.vector, null);
    assert.deepEqual(words[0]!.pieces, ['[UNK]']);
    assert.deepEqual(cosines[0], [null, null]);
    assert.equal(cosines[1]![0], null);
    assert.ok(Math.abs(cosines[1]![1]! - 1) < 1e-6);
  });

  it('cuts a sentence past 512 tokens around the word', async () => {
    const filler = 'one two three 😀 '.repeat(300);
    const text = `${filler}the bank of the river ${filler}`;
    const { words } = await ofWords([place(text, 'bank'), place('The bank of the river', 'bank')]);
    const { read, pieces, vector } = words[0]!;
    assert.deepEqual(pieces, ['bank']);
    assert.ok(vector!.every(Number.isFinite));
    assert.match(text.slice(read.start, read.end), / the bank of the river /);
    assert.ok(read.end - read.start < text.length);
  });

  it('refuses a word longer than the context, a blank one, and a model without inner states', async () => {
    const long = 'word '.repeat(600);
    await fails(ofWords([{ text: long, start: 0, end: long.length }]), 'TooLong');
    await fails(ofWords([{ text: 'a  b', start: 1, end: 3 }]), 'EmptyText');
    await fails(ofTexts(['fine', '  ']), 'EmptyText');
    await fails(
      worker.request(sentenceVectors, {
        model: { ...bert, id: 'plain', graphs: {} },
        texts: ['a'],
      }),
      'MissingOutput',
    );
  });

  it('gives the sentence vectors of the reference', async () => {
    const { vectors, dropped, facts } = await ofTexts(golden.sentences.map(({ text }) => text));
    golden.sentences.forEach(({ text, first, norm }, index) => {
      const vector = vectors[index]!;
      assert.ok(Math.abs(Math.hypot(...vector) - norm) < 0.05, text);
      const own = Float32Array.from(first);
      assert.ok(cosine(vector.slice(0, own.length), own) > 0.999, text);
    });
    assert.ok(dropped.every((tokens) => tokens === 0));
    assert.ok(facts.batchSize > 1);
  });

  it('gives a sentence the vector of plain onnxruntime, alone or in a batch', async () => {
    const texts = ['It rained.', 'He slept.', 'The keys to the cabinet are on the table.'];
    const { vectors } = await ofTexts(texts);
    const raw = await RawBert.open('model_inspect_q4.onnx');
    const tokenizer = Tokenizer.fromFile(path.join(bert.folder, 'tokenizer.json'));
    for (const [index, text] of texts.entries()) {
      const ids = (await tokenizer.encode(text)).getIds();
      const states = (await raw.run(ids))('last_hidden_state');
      vectors[index]!.forEach((value, place) => {
        let sum = 0;
        for (let token = 1; token < ids.length - 1; token++) sum += rowAt(states, token)[place]!;
        assert.ok(Math.abs(value - sum / (ids.length - 2)) < 1e-3, text);
      });
    }
    await raw.release();
  });

  it('takes many texts, says how far it is, cuts long ones, and stops when told', async () => {
    const texts = Array.from({ length: 400 }, (_, index) => `Row ${index}`);
    texts[5] = 'word '.repeat(700);
    const source = new CancellationTokenSource();
    const shares: number[] = [];
    const listener = worker.connection.onProgress(runProgress, 'many', (progress) => {
      if (progress.kind === 'share') {
        shares.push(progress.share);
        if (progress.share > 0.3) source.cancel();
      }
    });
    const params = { model: bert, texts, progress: 'many' };
    await fails(worker.request(sentenceVectors, params, source.token), 'Cancelled');
    listener.dispose();
    assert.ok(shares.at(-1)! < 1);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    const { dropped, vectors } = await ofTexts(texts.slice(4, 6));
    assert.deepEqual(dropped, [0, 190]);
    assert.equal(vectors.length, 2);
  });
});
