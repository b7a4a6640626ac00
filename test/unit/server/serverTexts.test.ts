import assert from 'node:assert/strict';
import { meanLogProb, type Branch } from '../../../src/common/completion/branches';
import {
  isPiece,
  sameChoice,
  sumLogProb,
  type CompletedToken,
} from '../../../src/common/completion/completedToken';
import { packToken, unpackToken } from '../../../src/common/completion/packedTokens';
import { tokenTable } from '../../../src/host/completion/completionTable';
import { serverPython } from '../../../src/host/completion/server/serverPython';
import { request } from './support';

const told: CompletedToken = {
  index: 0,
  id: null,
  text: ' lit',
  logProb: -0.5,
  sampledLogProb: null,
  alternatives: [
    { id: null, text: ' out', logProb: -0.4 },
    { id: null, text: ' lit', logProb: -0.5 },
  ],
  chunk: ' lit',
};
const piece: CompletedToken = {
  ...told,
  index: 1,
  text: ' up.',
  logProb: null,
  alternatives: [],
  chunk: ' up.',
};

const branch: Branch = {
  id: 1,
  parent: null,
  keep: 0,
  origin: 'first',
  batch: 1,
  tokens: [told, piece],
  given: 0,
  readText: null,
  sampling: { ...request().sampling, greedy: false, stop: ['"""\\'], topK: 40 },
  ran: null,
  stopReason: 'ended',
  numBeams: 1,
  score: null,
  timing: { promptTokens: 0, millisecondsToFirstToken: null, tokensPerSecond: null },
};
const texts = { prompt: 'The "lamp"\nwas', branches: [branch], shown: 1, docId: null };

describe('a text of a completion server', () => {
  it('knows its tokens by id, and by text where there are no ids', () => {
    const other = { id: 5, text: 'a', logProb: null };
    assert.ok(sameChoice(other, { ...other, text: 'b' }));
    assert.ok(!sameChoice(other, { ...other, id: 6 }));
    assert.ok(sameChoice(other, { ...other, id: null }));
    assert.ok(!sameChoice(other, { id: null, text: 'b', logProb: null }));
  });

  it('has no sum and no mean where a probability is not known', () => {
    assert.equal(sumLogProb([told, told]), -1);
    assert.equal(sumLogProb([told, piece]), null);
    assert.equal(meanLogProb([told, told]), -0.5);
    assert.equal(meanLogProb([told, piece]), null);
    assert.deepEqual([isPiece(told), isPiece(piece)], [false, true]);
  });

  it('is kept as it is', () => {
    for (const [index, token] of [told, piece].entries()) {
      const kept: unknown = JSON.parse(JSON.stringify(packToken(token, true)));
      assert.deepEqual(unpackToken(kept as ReturnType<typeof packToken>, index), token);
    }
  });

  it('is exported with empty cells for what was not told', () => {
    const { columns, rows } = tokenTable(texts);
    const cells = Array.from(rows('run'), (row) =>
      Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])),
    );
    const shown = cells.map((row) => [
      row['token_id'],
      row['log_prob'],
      row['sampled_log_prob'],
      row['rank'],
      row['top1'],
    ]);
    assert.deepEqual(shown, [
      [null, -0.5, null, 2, ' out'],
      [null, null, null, null, null],
    ]);
  });

  it('is asked for again by Python code', () => {
    const server = {
      base: 'http://127.0.0.1:8000/v1',
      host: '127.0.0.1:8000',
      model: 'a "model"',
      fingerprint: null,
      further: true,
    };
    const code = serverPython(texts, server);
    assert.ok(code.includes('OpenAI(base_url="http://127.0.0.1:8000/v1", api_key="your key")'));
    assert.match(code, /extra_body=\{\n {8}"top_k": 40,/);
    assert.ok(!code.includes('stream'));
    assert.ok(!serverPython(texts, { ...server, further: false }).includes('extra_body'));
  });
});
