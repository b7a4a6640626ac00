import assert from 'node:assert/strict';
import type { BranchRow } from '../../../src/common/protocol/views/completionBranches';
import { treeRows, treeTarget } from '../../../webview-ui/completion/branchRows';
import { cardPlace } from '../../../webview-ui/completion/cardPlace';
import { guessScore } from '../../../webview-ui/completion/guessScore';
import { nextTokens } from '../../../webview-ui/completion/nextTokenRows';
import { shadeStep } from '../../../webview-ui/completion/shade';
import { sliderPosition, sliderSteps } from '../../../webview-ui/completion/sliderSteps';

const row = (id: number, parent: number | null): BranchRow => ({
  ...{ id, parent, origin: 'first', words: '', tokens: 1, meanLogProb: -1, favourite: false },
});

describe('the Continue view', () => {
  it('draws branches as a tree, each with those that go on from it below', () => {
    const rows = treeRows([row(1, null), row(2, null), row(3, 1), row(4, 3), row(5, 1)]);
    assert.deepEqual(
      rows.map(({ row: { id }, level, position, siblings }) => [id, level, position, siblings]),
      [
        [1, 1, 1, 2],
        [3, 2, 1, 2],
        [4, 3, 1, 1],
        [5, 2, 2, 2],
        [2, 1, 2, 2],
      ],
    );
    const keys: readonly (readonly [string, number, number | null])[] = [
      ['ArrowDown', 4, 4],
      ['ArrowUp', 0, 0],
      ['ArrowRight', 0, 1],
      ['ArrowRight', 3, 3],
      ['ArrowLeft', 3, 0],
      ['ArrowLeft', 2, 1],
      ['ArrowLeft', 0, 0],
      ['End', 1, 4],
      ['Home', 3, 0],
      ['x', 0, null],
    ];
    for (const [key, from, to] of keys) assert.equal(treeTarget(key, rows, from), to, key);
  });

  it('shades by steps of the probability', () => {
    assert.deepEqual([0, 0.009, 0.01, 0.05, 0.2, 0.5, 1].map(shadeStep), [0, 0, 1, 2, 3, 4, 4]);
  });

  it('puts a card below its token, above where there is no room, and never outside', () => {
    const view = { width: 300, height: 400 };
    const card = { width: 200, height: 150 };
    const at = (left: number, top: number) =>
      cardPlace({ left, top, bottom: top + 20 }, card, view);
    assert.deepEqual(at(20, 50), { left: 20, top: 72 });
    assert.deepEqual(at(250, 350), { left: 92, top: 198 });
    const low = cardPlace({ left: -9, top: 60, bottom: 80 }, card, { width: 300, height: 170 });
    assert.deepEqual(low, { left: 8, top: 12 });
  });

  it('counts guesses', () => {
    const guess = (rank: number, probability: number, hit: boolean) => ({
      ...{ guess: 'x', tokens: 1, rank, logProb: Math.log(probability), hit },
      ...{ token: 'y', tokenLogProb: -1, branch: 1, place: 0 },
    });
    const score = guessScore([guess(1, 0.5, true), guess(9, 0.1, false), guess(3, 0.3, false)]);
    assert.equal(score.hits, 1);
    assert.equal(score.medianRank, 3);
    assert.ok(Math.abs(score.meanProbability - 0.3) < 1e-12);
  });

  it('redraws the next token by the settings, by hand on four tokens', () => {
    const logits = Float32Array.from([1, 3, 2, 0]);
    const texts = ['a', 'b', 'c', 'd'].map((text, id) => [id, text] as const);
    const params = {
      ...{ greedy: false, repetitionPenalty: 1, noRepeatNgramSize: 0 },
      ...{ temperature: 0.5, topK: 2, topP: 1, minP: 0 },
    };
    const { rows, rest, kept, vocabulary } = nextTokens({ logits, ids: [], texts }, params);
    assert.deepEqual(
      rows.map(({ text, cutBy }) => [text, cutBy]),
      [
        ['b', null],
        ['c', null],
        ['a', 'topK'],
        ['d', 'topK'],
      ],
    );
    const softmax = (values: readonly number[]): number[] => {
      const sum = values.reduce((all, value) => all + Math.exp(value), 0);
      return values.map((value) => Math.exp(value) / sum);
    };
    const close = (actual: readonly number[], expected: readonly number[]): void =>
      actual.forEach((value, index) =>
        assert.ok(Math.abs(value - (expected[index] ?? 0)) < 1e-6, `${value}`),
      );
    close(
      rows.map(({ own }) => own),
      softmax([3, 2, 1, 0]),
    );
    close(
      rows.map(({ tempered }) => tempered),
      softmax([6, 4, 2, 0]),
    );
    close(
      rows.map(({ drawn }) => drawn),
      [...softmax([6, 4]), 0, 0],
    );
    close([rest.own, rest.tempered, rest.drawn], [0, 0, 0]);
    assert.deepEqual([kept, vocabulary], [2, 4]);
  });

  it('puts sliders at the step nearest to the value', () => {
    const form = { temperature: 0.82, topK: 0, topP: 1, minP: 0.3 };
    const at = (name: keyof typeof form) => sliderSteps[name][sliderPosition(name, form)];
    assert.equal(at('temperature'), 0.8);
    assert.equal(at('topK'), 0);
    assert.equal(at('topP'), 1);
    assert.equal(at('minP'), 0.3);
    assert.equal(sliderSteps.topK[sliderPosition('topK', { ...form, topK: 42 })], 40);
    for (const steps of Object.values(sliderSteps)) {
      assert.equal(new Set(steps).size, steps.length);
    }
  });
});
