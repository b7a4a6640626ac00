import assert from 'node:assert/strict';
import { completionMethod } from '../../../src/host/completion/completionMethod';
import { completionPython } from '../../../src/host/completion/completionPython';
import { branchTable, tokenTable } from '../../../src/host/completion/completionTable';
import { thinned, type CompletionRun } from '../../../src/host/completion/completionRuns';
import { packToken } from '../../../src/common/completion/packedTokens';
import type { LabTable } from '../../../src/host/laboratory/labTool';
import { branchOf, tokensOf } from './support';

const first = branchOf({ id: 1, tokens: tokensOf('a', '', '🙃') });
const other = branchOf({
  ...{ id: 2, parent: 1, keep: 1, given: 1, origin: 'alternative' },
  tokens: tokensOf(' X', ' Y').map((token) => ({
    ...token,
    alternatives: [
      { id: 7, text: ' the', logProb: -0.5 },
      { id: token.id, text: token.text, logProb: token.logProb },
    ],
  })),
});
const texts = { prompt: 'Once', branches: [first, other], shown: 2, docId: 'tale.md' };
const cells = (table: LabTable, name: string): unknown[] => {
  const column = table.columns.findIndex((each) => each.name === name);
  return Array.from(table.rows('run'), (row) => row[column]);
};

describe('an exported continuation', () => {
  it('has a row for each token of each text, at its place behind the prompt', () => {
    const table = tokenTable(texts);
    assert.deepEqual(cells(table, 'branch'), [1, 1, 1, 2, 2]);
    assert.deepEqual(cells(table, 'token_index'), [0, 1, 2, 1, 2]);
    assert.deepEqual(cells(table, 'cp_start'), [0, 1, 1, 1, 3]);
    assert.deepEqual(cells(table, 'cp_end'), [1, 2, 2, 3, 5]);
    assert.deepEqual(cells(table, 'rank'), [null, null, null, 2, 2]);
    assert.deepEqual(cells(table, 'sampled_log_prob'), [-0.5, -0.5, -0.5, null, -0.5]);
    assert.equal(cells(table, 'surprisal_bits')[0], 1 / Math.LN2);
    assert.deepEqual(cells(table, 'top1').slice(3), [' the', ' the']);
    for (const row of table.rows('run')) assert.equal(row.length, table.columns.length);
  });

  it('has a row for each text with its settings', () => {
    const table = branchTable(texts);
    assert.deepEqual(cells(table, 'text'), ['a🙃', 'a X Y']);
    assert.deepEqual(cells(table, 'parent'), [null, 1]);
    assert.deepEqual(cells(table, 'shown'), [false, true]);
    assert.deepEqual(cells(table, 'seed'), [3, 3]);
    for (const row of table.rows('run')) assert.equal(row.length, table.columns.length);
  });

  it('is Python that scores the shown ids, and says what its seed does not do', () => {
    const model = { name: 'gpt2-starter', precision: 'q8', hubId: null };
    const code = completionPython(texts, model);
    assert.match(code, /shown = \[100, 100, 101\]/);
    assert.match(code, /name = "gpt2"/);
    assert.match(code, /does not give the same text/);
    assert.match(code, /repetition_penalty=1\.0,/);
    const beams = { ...texts, branches: [branchOf({ id: 2, numBeams: 4, score: -1 })] };
    assert.match(completionPython(beams, { ...model, hubId: 'distilgpt2' }), /num_beams=4/);
  });

  it('is Python that reads as text what another model wrote', () => {
    const model = { name: 'gpt2-starter', precision: 'q8', revision: 'abc' };
    const unknown = tokensOf(' upon', ' a').map((token) => ({ ...token, id: null }));
    const branches = [
      branchOf({ id: 1, tokens: unknown, ran: { ...model, name: 'at a server' } }),
      branchOf({ id: 2, parent: 1, keep: 2, tokens: tokensOf(' time'), ran: model }),
    ];
    const code = completionPython({ ...texts, branches }, { ...model, hubId: null });
    assert.match(code, /prompt = "Once upon a"/);
    assert.match(code, /shown = \[100\]/);
  });

  it('is a methods clause with its settings', () => {
    assert.equal(
      completionMethod(texts),
      '2 continuations of a prompt by sampling (temperature 0.8, top-k 40, top-p 0.95, at most 20 new tokens, xoroshiro128+ with seed 3)',
    );
    const greedy = branchOf({ id: 2, sampling: { ...first.sampling, greedy: true } });
    assert.match(completionMethod({ ...texts, branches: [greedy] }), /^a continuation .*greedy/);
  });

  it('keeps the alternatives of the last tokens only where little is stored', () => {
    const packed = Array.from({ length: 500 }, () => packToken(other.tokens[0]!, true));
    const branches = [1, 2, 3].map((id) => ({ ...branchOf({ id }), tokens: packed }));
    const run = { branches } as unknown as CompletionRun;
    assert.deepEqual(
      thinned(run).branches.map(({ tokens: [token] }) => token?.[5].length),
      [0, 2, 2],
    );
  });
});
