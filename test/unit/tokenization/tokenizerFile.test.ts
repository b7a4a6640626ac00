import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isTokenscopeError } from '../../../src/common/errors';
import { openTokenizer } from '../../../src/workers/tokenization/tokenizerFile';
import { tokenizerRef } from '../tokenizer/support/client';

describe('openTokenizer', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('tells special and unknown tokens and the size of the vocabulary', async () => {
    const bert = await openTokenizer(tokenizerRef('bert-base-uncased').file);
    assert.deepEqual([...bert.specialIds], [0, 100, 101, 102, 103]);
    assert.equal(bert.unknownId, 100);
    assert.equal(bert.vocabularySize, 30_522);
    assert.equal(bert.token(103), '[MASK]');
    const gpt2 = await openTokenizer(tokenizerRef('gpt2').file);
    assert.equal(gpt2.unknownId, null);
    const t5 = await openTokenizer(tokenizerRef('t5-small').file);
    assert.equal(t5.unknownId, 2);
    const phi = await openTokenizer(tokenizerRef('phi-3-mini').file);
    assert.equal(phi.unknownId, 0);
    // </s> is an added token, but the file does not call it special.
    assert.ok(!phi.specialIds.has(2));
  });

  it('refuses ids outside the vocabulary', async () => {
    const open = await openTokenizer(tokenizerRef('gpt2').file);
    for (const id of [-1, 50_257, 1.5, Number.NaN, 2 ** 32, 2 ** 40]) {
      assert.throws(() => open.token(id), { code: 'InvalidParameter' });
    }
  });

  it('names a missing file', async () => {
    const file = path.join(folder, 'none', 'tokenizer.json');
    await assert.rejects(openTokenizer(file), { code: 'FileMissing', args: { file } });
  });

  it('names a file that is truncated, not JSON, or not a tokenizer, and says why', async () => {
    const good = await readFile(tokenizerRef('bert-base-cased').file, 'utf8');
    const t5 = await readFile(tokenizerRef('t5-small').file, 'utf8');
    const bad = {
      'truncated.json': good.slice(0, 100_000),
      'empty.json': '',
      'binary.json': '\u0000\ufffd\u0001',
      'list.json': '[]',
      'other.json': '{"name":"x","model":{"type":"BPE"}}',
      'model.json': good.replace('"model": {', '"model": {"type": "Nonsense",'),
      'template.json': good.replace('"id": "[CLS]"', '"id": "[NONE]"'),
      'unknown.json': good.replace('"unk_token": "[UNK]"', '"unk_token": "[NONE]"'),
      'table.json': t5.replace(/"precompiled_charsmap": ?"[^"]*"/, '"precompiled_charsmap":"AAAA"'),
      'stage.json': good.replace('"BertPreTokenizer"', '"Nonsense"'),
    };
    for (const [name, contents] of Object.entries(bad)) {
      const file = path.join(folder, name);
      await writeFile(file, contents);
      await assert.rejects(openTokenizer(file), (error) => {
        assert.ok(isTokenscopeError(error, 'FileCorrupt'), `${name}: ${String(error)}`);
        assert.equal(error.args.file, file);
        assert.ok(error.args.reason.length > 5 && error.args.reason.length <= 200, name);
        return true;
      });
    }
  });

  it('names a folder given as file', async () => {
    await assert.rejects(openTokenizer(folder), { code: 'FileCorrupt' });
  });

  it('ignores truncation and padding that a file asks for', async () => {
    const parsed = JSON.parse(await readFile(tokenizerRef('gpt2').file, 'utf8')) as object;
    const file = path.join(folder, 'short.json');
    await writeFile(
      file,
      JSON.stringify({
        ...parsed,
        truncation: { direction: 'Right', max_length: 2, strategy: 'LongestFirst', stride: 0 },
      }),
    );
    const { tokenizer } = await openTokenizer(file);
    assert.equal((await tokenizer.encode('one two three four')).getLength(), 4);
  });
});
