import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../src/common/errors';
import {
  maskedWith,
  pseudoLogLikelihood,
  pseudoPerplexity,
  type PllKind,
} from '../../../src/common/measures/pseudoLogLikelihood';
import { runProgress } from '../../../src/common/protocol/model/run';
import {
  sentenceScores,
  type SentenceScoresParams,
  type SentenceScoresResult,
} from '../../../src/common/protocol/model/sentenceScores';
import { bundledModel, ModelProcess } from '../../support/modelProcess';
import { readBertGolden } from '../golden/bertGolden';
import { logSoftmax, rankOf, RawBert, rowAt } from './rawBert';

describe('sentence scores', function () {
  this.timeout(240_000);
  const bert = bundledModel('bert-base-uncased');
  const { pll, crows } = readBertGolden();
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  function score(
    texts: readonly string[],
    more: Partial<SentenceScoresParams> = {},
  ): Promise<SentenceScoresResult> {
    const params: SentenceScoresParams = {
      ...{ model: bert, texts, kind: 'word_l2r', pairs: [] },
      ...more,
    };
    return worker.request(sentenceScores, params);
  }
  const sumOf = ({ tokens }: SentenceScoresResult['texts'][number]) =>
    pseudoLogLikelihood(tokens.map(({ logProb }) => logProb));
  function near(value: number, wanted: number, within: number, what: string): void {
    assert.ok(Math.abs(value - wanted) <= within, `${what}: ${value}, not ${wanted}`);
  }

  for (const kind of ['word_l2r', 'original'] satisfies PllKind[]) {
    it(`gives the reference's pseudo-log-likelihoods, ${kind}`, async () => {
      const { texts } = await score(
        pll.map(({ text }) => text),
        { kind },
      );
      pll.forEach((golden, index) => {
        const text = texts[index]!;
        const wanted = golden[kind];
        assert.deepEqual(
          text.tokens.map(({ id }) => id),
          golden.ids.slice(1, -1),
        );
        assert.deepEqual(
          text.tokens.map(({ word }) => word),
          golden.words.slice(1, -1),
        );
        near(sumOf(text), wanted.sum, 0.4, golden.text);
        text.tokens.forEach(({ logProb, token }, place) => {
          const log = wanted.log_probs[place]!;
          near(logProb, log, log > -3 ? 0.15 : 0.4, `${token} of ${golden.text}`);
        });
        const perplexity = pseudoPerplexity(sumOf(text), text.tokens.length)!;
        near(
          Math.log(perplexity),
          Math.log(wanted.pseudo_perplexity),
          0.4 / golden.scored,
          golden.text,
        );
      });
    });
  }

  it('gives the numbers of plain onnxruntime, in batches and one by one', async () => {
    const raw = await RawBert.open('model_q4.onnx');
    const golden = pll.find(({ text }) => text.startsWith('Philately'))!;
    const { texts } = await score([golden.text, 'It rained.', golden.text]);
    for (const [place, token] of texts[2]!.tokens.entries()) {
      const words = golden.words.map((word) => word ?? -1);
      const masked = maskedWith(words, place + 1, 'word_l2r');
      const ids = golden.ids.map((id, position) => (masked.includes(position) ? 103 : id));
      const logits = rowAt((await raw.run(ids))('logits'), place + 1);
      const logProbs = logSoftmax(logits);
      near(token.logProb, logProbs[token.id]!, 1e-3, token.token);
      near(token.logProb, texts[0]!.tokens[place]!.logProb, 1e-3, token.token);
      assert.equal(token.rank, rankOf(logits, token.id));
      near(token.expected[0]!.logProb, Math.max(...logProbs), 1e-3, 'the likeliest');
      assert.equal(token.expected.length, 5);
    }
    await raw.release();
  });

  it('scores the tokens that both sentences of a pair share, each masked alone', async () => {
    const sentences = crows.flatMap((pair) => pair.sentences.map(({ text }) => text));
    const asked = crows.map((_, index) => [2 * index, 2 * index + 1] as const);
    const { pairs } = await score(sentences, { pairs: asked });
    crows.forEach(({ sentences: golden }, index) => {
      golden.forEach(({ shared_positions, score: wanted, text }, side) => {
        const shared = pairs[index]!;
        assert.deepEqual(
          shared.map(({ first, second }) => (side === 0 ? first : second) + 1),
          shared_positions,
        );
        near(pseudoLogLikelihood(shared.map(({ logProbs }) => logProbs[side]!)), wanted, 0.4, text);
      });
    });
  });

  it('masks shared pieces alone also where the sentence is scored from left to right', async () => {
    const texts = ['The traveler lost the souvenir.', 'The traveler sold the souvenir.'];
    const l2r = await score(texts, { pairs: [[0, 1]] });
    const alone = await score(texts, { kind: 'original', pairs: [[0, 1]] });
    assert.deepEqual(
      l2r.pairs[0]!.map(({ first, second }) => [first, second]),
      alone.pairs[0]!.map(({ first, second }) => [first, second]),
    );
    l2r.pairs[0]!.forEach(({ logProbs, first }, index) => {
      near(logProbs[0], alone.pairs[0]![index]!.logProbs[0], 1e-3, String(first));
      near(alone.pairs[0]![index]!.logProbs[0], alone.texts[0]!.tokens[first]!.logProb, 1e-9, '');
    });
    assert.ok(sumOf(alone.texts[0]!) > sumOf(l2r.texts[0]!) + 1, 'the kinds differ here');
  });

  it('scores unknown text as the unknown token, and special tokens not at all', async () => {
    const { texts } = await score(['A 𓀀 sign.', 'A [MASK] sign.']);
    assert.deepEqual(
      texts[0]!.tokens.map(({ token, unknown }) => [token, unknown]),
      [
        ['a', false],
        ['[UNK]', true],
        ['sign', false],
        ['.', false],
      ],
    );
    assert.deepEqual([texts[0]!.tokens[1]!.start, texts[0]!.tokens[1]!.end], [2, 4]);
    assert.deepEqual(
      texts[1]!.tokens.map(({ token }) => token),
      ['a', 'sign', '.'],
    );
    assert.equal(texts[1]!.special, 1);
  });

  it('tells its share, and stops between batches', async () => {
    const source = new CancellationTokenSource();
    const shares: number[] = [];
    const listener = worker.connection.onProgress(runProgress, 'long', (value) => {
      if (value.kind === 'share') {
        shares.push(value.share);
        source.cancel();
      }
    });
    const texts = ['word '.repeat(600)];
    const params = { model: bert, texts, kind: 'original', pairs: [], progress: 'long' } as const;
    await assert.rejects(
      worker.request(sentenceScores, params, source.token),
      (error) => error instanceof TokenscopeError && error.code === 'Cancelled',
    );
    listener.dispose();
    assert.ok(shares[0]! <= 2 / 510, `${shares[0]}: a share for each of 510 tokens`);
    assert.ok(shares.length < 10, `cancelled after ${shares.length} batches`);
  });

  it('cuts a sentence that does not fit in the context at its end', async () => {
    const short = { ...bert, id: 'bert-short', contextLength: 8 };
    const { texts } = await score(['The keys to the cabinet are on the table.'], { model: short });
    assert.equal(texts[0]!.dropped, 4);
    assert.deepEqual(
      texts[0]!.tokens.map(({ token }) => token),
      ['the', 'keys', 'to', 'the', 'cabinet', 'are'],
    );
  });

  it('refuses nothing, and more than it could do in minutes', async () => {
    const fails = (run: Promise<unknown>, code: string) =>
      assert.rejects(run, (error) => error instanceof TokenscopeError && error.code === code);
    await fails(score([]), 'EmptyText');
    await fails(score(['  ']), 'EmptyText');
    await fails(score(new Array<string>(50).fill('word '.repeat(500))), 'TooLong');
  });
});
