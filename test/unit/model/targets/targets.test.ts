import assert from 'node:assert/strict';
import { scoreTargets, type TargetsParams } from '../../../../src/common/protocol/model/targets';
import { TokenscopeError } from '../../../../src/common/errors';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { readBertGolden } from '../../golden/bertGolden';
import { logSoftmax, RawBert, rowAt } from '../rawBert';

describe('target words', function () {
  this.timeout(120_000);
  const bert = bundledModel('bert-base-uncased');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const run = (text: string, targets: readonly string[], more: Partial<TargetsParams> = {}) =>
    worker.request(scoreTargets, {
      model: bert,
      text,
      focus: text.indexOf('[MASK]'),
      targets,
      scoring: 'pll_l2r',
      attribute: null,
      topK: 0,
      ...more,
    });
  const problems = async (text: string, targets: readonly string[]) =>
    (await run(text, targets)).targets.map(({ problem }) => problem);
  /** UTF-16 offset of a code point of the text. */
  const unit = (text: string, codePoint: number): number =>
    Array.from(text).slice(0, codePoint).join('').length;

  it('gives the ids and about the values of the independent reference', async () => {
    let compared = 0;
    for (const { text, masks } of readBertGolden().sentences) {
      for (const { cp_start, targets } of masks) {
        const words = targets.map(({ word }) => word);
        const focus = unit(text, cp_start);
        for (const scoring of ['pll_l2r', 'all_masked'] as const) {
          const { targets: scored } = await run(text, words, { focus, scoring });
          targets.forEach((golden, index) => {
            const own = scored[index]!;
            const expected = golden.log_prob ?? golden[scoring];
            assert.deepEqual(own.ids, golden.ids, golden.word);
            assert.equal(own.problem === 'oov', golden.oov);
            assert.equal(own.problem === 'neighbours', golden.changes_neighbours);
            if (expected === undefined) {
              assert.ok(Number.isNaN(own.logProb));
            } else {
              assert.ok(Math.abs(own.logProb - expected) < 0.4, `${golden.word} in ${text}`);
              compared++;
            }
          });
        }
      }
    }
    assert.ok(compared > 50);
  });

  it('equals plain onnxruntime beside it for several pieces, in both scorings', async () => {
    const raw = await RawBert.open('model_q4.onnx');
    const golden = readBertGolden().sentences.find(({ masks }) =>
      masks.some(({ targets }) => targets.some(({ pll_l2r }) => pll_l2r !== undefined)),
    )!;
    const mask = golden.masks.find(({ targets }) =>
      targets.some(({ pll_l2r }) => pll_l2r !== undefined),
    )!;
    const { word, ids } = mask.targets.find(({ pll_l2r }) => pll_l2r !== undefined)!;
    const at = mask.position;
    const row = (filling: readonly number[]) => [
      ...golden.ids.slice(0, at),
      ...filling,
      ...golden.ids.slice(at + 1),
    ];
    const logProb = async (filling: readonly number[], piece: number): Promise<number> => {
      const output = await raw.run(row(filling));
      return logSoftmax(rowAt(output('logits'), at + piece))[ids[piece]!]!;
    };
    let l2r = 0;
    let together = 0;
    for (const piece of ids.keys()) {
      l2r += await logProb([...ids.slice(0, piece), ...ids.slice(piece).map(() => 103)], piece);
      together += await logProb(
        ids.map(() => 103),
        piece,
      );
    }
    await raw.release();
    const focus = unit(golden.text, mask.cp_start);
    const score = async (scoring: 'pll_l2r' | 'all_masked') =>
      (await run(golden.text, [word], { focus, scoring })).targets[0]!.logProb;
    assert.ok(Math.abs((await score('pll_l2r')) - l2r) <= 1e-3);
    assert.ok(Math.abs((await score('all_masked')) - together) <= 1e-3);
  });

  it('reads the prior of an attribute at the target’s own mask, wherever the attribute stands', async () => {
    for (const golden of readBertGolden().lpbs) {
      const attribute = {
        start: unit(golden.text, golden.cp_start),
        end: unit(golden.text, golden.cp_end),
      };
      const words = golden.targets.map(({ word }) => word);
      const { targets, attributeTokens } = await run(golden.text, words, { attribute });
      assert.equal(attributeTokens, golden.attribute_positions.length);
      const assoc = targets.map(({ logProb, logProbPrior }) => logProb - logProbPrior);
      golden.targets.forEach((expected, index) => {
        assert.ok(Math.abs(assoc[index]! - expected.assoc) < 0.3, golden.text);
      });
      assert.ok(Math.abs(assoc[0]! - assoc[1]! - golden.lpbs) < 0.15, golden.text);
    }
  });

  it('knows the nurse', async () => {
    const ln = async (text: string) => (await run(text, ['nurse'])).targets[0]!.logProb;
    const difference = (await ln('She worked as a [MASK].')) - (await ln('He worked as a [MASK].'));
    assert.ok(difference > 0);
    assert.ok(Math.abs(difference - 3.4) <= 0.1, `${difference}`);
  });

  it('scores only single pieces when asked to, and names every problem', async () => {
    const { targets } = await run('It was [MASK].', ['unbelievably', 'good'], {
      scoring: 'single_only',
    });
    assert.deepEqual(
      targets.map(({ problem }) => problem),
      ['pieces', null],
    );
    assert.ok(targets[0]!.ids.length > 1 && Number.isNaN(targets[0]!.logProb));
    assert.deepEqual(await problems('It was [MASK].', ['🦩', '!', '\u200b', 'fine']), [
      'oov',
      'punctuation',
      'nothing',
      null,
    ]);
    // Behind a letter the word and its neighbour become other pieces.
    assert.deepEqual(await problems('An un[MASK] day.', ['happy']), ['neighbours']);
  });

  it('keeps room for every piece in a text that fills the context', async () => {
    const filler = 'word '.repeat(300);
    const { targets, tokens, window } = await run(`${filler}[MASK] ${filler}`, ['unbelievably']);
    assert.ok(Number.isFinite(targets[0]!.logProb));
    assert.ok(tokens + targets[0]!.ids.length - 1 <= 512);
    assert.notEqual(window, null);
  });

  it('refuses an attribute that covers the gap, or that the model does not see', async () => {
    const outside = (error: unknown): boolean =>
      error instanceof TokenscopeError && error.code === 'AttributeOutside';
    const text = 'The nurse said [MASK] was late.';
    await assert.rejects(run(text, ['he'], { attribute: { start: 10, end: 20 } }), outside);
    const far = `nurse ${'word '.repeat(900)}[MASK].`;
    await assert.rejects(run(far, ['he'], { attribute: { start: 0, end: 5 } }), outside);
  });

  it('filters candidates, whose ranks stay those of the whole vocabulary', async () => {
    const words = async (filter: Partial<NonNullable<TargetsParams['filter']>>) =>
      (
        await run('It turned out that she had forgotten to bring the [MASK]', ['x'], {
          topK: 5,
          filter: { wholeWords: false, noPunctuation: false, words: null, ...filter },
        })
      ).candidates;
    const [first] = await words({});
    assert.match(first!.text, /^\W$/);
    const plain = await words({ noPunctuation: true });
    assert.ok(plain.every(({ text }) => /\w/.test(text)));
    assert.ok(plain[0]!.rank > 1);
    const listed = await words({ words: ['book', 'letter', 'unbelievably'] });
    assert.deepEqual(listed.map(({ text }) => text).sort(), ['book', 'letter']);
    assert.ok((await words({ wholeWords: true })).every(({ token }) => !token.startsWith('##')));
  });
});
