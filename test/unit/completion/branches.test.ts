import assert from 'node:assert/strict';
import {
  findBranch,
  idsHold,
  keptPath,
  meanLogProb,
  partingPlace,
  pathOf,
  type Branch,
} from '../../../src/common/completion/branches';
import { packToken, unpackToken } from '../../../src/common/completion/packedTokens';
import { branchOf, tokensOf } from './support';

/** "a b c" from the prompt, "a b|X Y" parting from it, and "a b X Y|Z" behind that. */
const first = branchOf({ id: 1, tokens: tokensOf('a', ' b', ' c') });
const other = branchOf({ id: 2, parent: 1, keep: 2, tokens: tokensOf(' X', ' Y'), given: 1 });
const further = branchOf({ id: 3, parent: 2, keep: 4, tokens: tokensOf(' Z') });
const tree: readonly Branch[] = [first, other, further];

describe('a tree of continuations', () => {
  it('gives each branch its text from the prompt on, with tokens numbered anew', () => {
    assert.deepEqual(
      tree.map((branch) => pathOf(tree, branch).text),
      ['a b c', 'a b X Y', 'a b X Y Z'],
    );
    assert.deepEqual(
      pathOf(tree, further).tokens.map(({ index }) => index),
      [0, 1, 2, 3, 4],
    );
    assert.equal(keptPath(tree, other).text, 'a b');
    assert.equal(findBranch(tree, 3), further);
    assert.equal(findBranch(tree, null), undefined);
  });

  it('takes the text that the model process cut of what was read', () => {
    // The first byte of a character came with the kept tokens, the rest with the first new one.
    const half = branchOf({ id: 1, tokens: tokensOf('a', ' b', '') });
    const read = branchOf({ id: 2, parent: 1, keep: 3, tokens: tokensOf('é'), readText: 'a ' });
    const path = pathOf([half, read], read);
    assert.equal(path.text, 'a é');
    assert.deepEqual(
      path.tokens.map(({ chunk }) => chunk),
      ['a', ' ', '', 'é'],
    );
    const longer = branchOf({ id: 2, parent: 1, keep: 3, tokens: [], readText: 'a b\n' });
    assert.equal(pathOf([half, longer], longer).text, 'a b\n');
  });

  it('parts from the branch that the token before the place belongs to', () => {
    assert.deepEqual(partingPlace(tree, further, 5), { parent: 3, keep: 5 });
    assert.deepEqual(partingPlace(tree, further, 4), { parent: 2, keep: 4 });
    assert.deepEqual(partingPlace(tree, further, 3), { parent: 2, keep: 3 });
    assert.deepEqual(partingPlace(tree, further, 2), { parent: 1, keep: 2 });
    assert.deepEqual(partingPlace(tree, further, 1), { parent: 1, keep: 1 });
    assert.deepEqual(partingPlace(tree, further, 0), { parent: null, keep: 0 });
  });

  it('knows whether its ids are those of a model', () => {
    const model = { name: 'gpt2-starter', precision: 'q8', revision: 'abc' };
    const ran = [branchOf({ id: 1, ran: null }), branchOf({ id: 2, ran: model })];
    assert.ok(idsHold(ran, model));
    assert.ok(idsHold(ran, { name: model.name, revision: 'abc' }));
    assert.ok(!idsHold(ran, { ...model, revision: 'def' }));
    assert.ok(!idsHold(ran, { ...model, name: 'distilgpt2' }));
  });

  it('has a mean of ln p, and none without tokens', () => {
    assert.equal(meanLogProb([]), null);
    const [a, b] = tokensOf('a', 'b');
    assert.equal(
      meanLogProb([
        { ...a!, logProb: -1 },
        { ...b!, logProb: -4 },
      ]),
      -2.5,
    );
  });

  it('is stored without loss', () => {
    const [token] = tokensOf(' b');
    const odd = {
      ...token!,
      chunk: '',
      alternatives: [{ id: 5, text: ' é', logProb: -0.123456789012345 }],
    };
    for (const each of [token!, odd]) {
      const stored: unknown = JSON.parse(JSON.stringify(packToken(each, true)));
      assert.deepEqual(unpackToken(stored as ReturnType<typeof packToken>, each.index), each);
    }
    assert.deepEqual(unpackToken(packToken(odd, false), 0).alternatives, []);
  });
});
