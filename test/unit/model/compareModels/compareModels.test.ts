import assert from 'node:assert/strict';
import { TokenscopeError } from '../../../../src/common/errors';
import { klDivergenceBits } from '../../../../src/common/measures/klDivergence';
import { largestDifference } from '../../../../src/common/measures/largestDifference';
import {
  compareModels,
  type CompareModelsResult,
} from '../../../../src/common/protocol/model/compareModels';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { attentionModel } from '../../../support/tinyModels/attentionModel';
import type { TinyModel } from '../../../support/tinyModels/modelFolder';
import { robertaModel } from '../../../support/tinyModels/robertaModel';

describe('two models compared', function () {
  this.timeout(60_000);
  const made: TinyModel[] = [];
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(async () => {
    await worker.stop();
    made.forEach((model) => model.dispose());
  });

  function named<Model extends TinyModel>(model: Model, id: string): Model {
    made.push(model);
    return { ...model, ref: { ...model.ref, id } };
  }
  const compare = (
    first: TinyModel,
    second: TinyModel,
    texts: readonly [string, string],
    topK = 3,
  ): Promise<CompareModelsResult> =>
    worker.request(compareModels, {
      model: first.ref,
      other: second.ref,
      texts,
      focus: Math.max(0, texts[0].indexOf('<mask>')),
      topK,
    });
  const both = ['I like <mask>.', 'I like <mask>.'] as const;

  it('differ by the divergence and the log-probabilities of their distributions', async () => {
    const words = [' Paris', ' Rome'];
    const first = named(robertaModel(words, { ĠParis: 5, ĠRome: 3 }), 'first');
    const second = named(robertaModel(words, { ĠParis: 4, ĠRome: 4.5 }), 'second');
    const result = await compare(first, second, both);
    // All other tokens have logit 0.
    const others = (await vocabularySize(first)) - 2;
    const distribution = (paris: number, rome: number): number[] => {
      const all = [Math.exp(paris), Math.exp(rome), ...Array<number>(others).fill(1)];
      const sum = all.reduce((a, b) => a + b, 0);
      return all.map((each) => each / sum);
    };
    const [p, q] = [distribution(5, 3), distribution(4, 4.5)];
    const kl = (a: number[], b: number[]): number =>
      a.reduce((sum, each, index) => sum + each * Math.log2(each / (b[index] ?? NaN)), 0);
    assert.ok(Math.abs((result.klBits?.[0] ?? NaN) - kl(p, q)) < 1e-6);
    assert.ok(Math.abs((result.klBits?.[1] ?? NaN) - kl(q, p)) < 1e-6);
    assert.equal(result.sameTop, false);
    const paris = result.tokens.find(({ token }) => token === 'ĠParis');
    assert.deepEqual(paris?.ranks, [1, 2]);
    assert.equal(paris.text, 'Paris');
    assert.ok(Math.abs((paris.logProbs[0] ?? NaN) - Math.log(p[0] ?? NaN)) < 1e-6);
    assert.ok(Math.abs((paris.logProbs[1] ?? NaN) - Math.log(q[0] ?? NaN)) < 1e-6);
    const differences = p.map((each, index) => Math.abs(Math.log(each / (q[index] ?? NaN))));
    assert.ok(Math.abs((result.largest?.difference ?? NaN) - Math.max(...differences)) < 1e-6);
    assert.ok(result.runMilliseconds.every((time) => time > 0));
    assert.deepEqual(
      result.facts.map(({ model }) => model),
      ['first', 'second'],
    );
  });

  it('of equal weights do not differ, also of next tokens', async () => {
    const first = named(attentionModel(), 'one');
    const second = named(attentionModel(), 'two');
    const result = await compare(first, second, ['Once', 'Once']);
    assert.deepEqual([result.klBits, result.largest?.difference], [[0, 0], 0]);
    assert.equal(result.tokens.length, 3);
    assert.equal(result.sameTop, true);
  });

  it('with other tokens are matched by what the tokens write, without a divergence', async () => {
    const first = named(robertaModel([' Paris', ' Rome'], { ĠParis: 5, ĠRome: 4 }), 'a');
    const second = named(robertaModel([' Paris'], { ĠParis: 5 }), 'b');
    const result = await compare(first, second, both, 2);
    assert.deepEqual([result.sameVocabulary, result.klBits, result.largest], [false, null, null]);
    assert.equal(result.sameTop, true);
    const of = (token: string) => result.tokens.find((each) => each.token === token);
    assert.deepEqual(of('ĠParis')?.ranks, [1, 1]);
    assert.deepEqual([of('ĠRome')?.ids[1], of('ĠRome')?.logProbs[1]], [null, null]);
  });

  it('have to be made for the same task', async () => {
    const masked = named(robertaModel([], {}), 'masked');
    await assert.rejects(
      compare(masked, { ref: bundledModel('gpt2-starter'), dispose: () => undefined }, both),
      (error) => error instanceof TokenscopeError && error.code === 'WrongModelKind',
    );
  });

  async function vocabularySize(model: TinyModel): Promise<number> {
    const { tokens } = await compare(model, model, both, 1_000);
    return tokens.length;
  }
});

describe('how far two distributions differ', () => {
  const logs = (...p: number[]): Float64Array => Float64Array.from(p, Math.log);

  it('is in bits what Q costs for P', () => {
    assert.equal(klDivergenceBits(logs(0.5, 0.5), logs(0.5, 0.5)), 0);
    assert.ok(Math.abs(klDivergenceBits(logs(1, 0), logs(0.5, 0.5)) - 1) < 1e-12);
    assert.ok(Math.abs(klDivergenceBits(logs(0.5, 0.5), logs(0.25, 0.75)) - 0.2075187496) < 1e-9);
  });

  it('leaves out what is less likely than e^-20 in either', () => {
    const first = Float64Array.of(-0.1, -25, -3);
    const second = Float64Array.of(-0.2, -5, -3.5);
    assert.deepEqual(largestDifference(first, second), { id: 2, difference: 0.5 });
    assert.equal(largestDifference(Float64Array.of(-30), Float64Array.of(-1)), null);
  });
});
