import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import { isTokenscopeError } from '../../../src/common/errors';
import type { TokenizerProblem } from '../../../src/common/models/addedTokenizer';
import type { Inspection } from '../../../src/common/protocol/tokenizer/added';
import { WorkerProcess } from '../../../src/host/node/processes/workerProcess';
import { TokenizerProbe } from '../../../src/host/tokenizers/tokenizerProbe';
import {
  oddBpe,
  sentencePieceBpe,
  tokenizerKinds,
  trap,
  unigram,
  wordLevel,
  wordPiece,
} from '../../support/tokenizerFiles';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const vocab = (ids: Record<string, number>): object => ({
  model: { type: 'WordLevel', unk_token: '[UNK]', vocab: { '[UNK]': 0, ...ids } },
});
const json = JSON.stringify;

describe('a file that is to be added as a tokenizer', function () {
  this.timeout(60_000);
  let folder = '';
  let processes: WorkerProcess[] = [];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-'));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => {
    assert.ok(
      processes.every(({ pid }) => pid === undefined),
      'a probe process was left behind',
    );
    processes = [];
  });

  const start = (): WorkerProcess => {
    const created = new WorkerProcess({
      name: 'probe',
      program: path.resolve('dist/tokenizer.js'),
      log: { info: () => undefined, warn: () => undefined },
      runtime: () => '',
      idleMilliseconds: () => 60_000,
    });
    processes.push(created);
    return created;
  };
  const inspect = async (
    contents: string | Buffer,
    { milliseconds = 20_000, token = CancellationToken.None } = {},
  ): Promise<Inspection> => {
    const file = path.join(folder, 'tokenizer.json');
    await writeFile(file, contents);
    return new TokenizerProbe(start, milliseconds).inspect(file, '/origin/tokenizer.json', token);
  };
  const refuses = (inspection: Promise<Inspection>, problem: TokenizerProblem): Promise<void> =>
    assert.rejects(inspection, (error) => {
      assert.ok(isTokenscopeError(error, 'TokenizerRefused'), String(error));
      assert.equal(error.args.problem, problem, String(error));
      assert.equal(error.args.file, '/origin/tokenizer.json');
      assert.ok(error.args.detail.length <= 200);
      return true;
    });

  it('is described by method, vocabulary, size and hash', async () => {
    const contents = json(wordPiece());
    const { vocabulary, ...others } = await inspect(contents);
    assert.deepEqual(others, {
      method: 'WordPiece',
      bytes: Buffer.byteLength(contents),
      sha256: createHash('sha256').update(contents).digest('hex'),
    });
    const { vocab: entries } = wordPiece()['model'] as { vocab: object };
    assert.equal(vocabulary, Object.keys(entries).length);
    assert.equal((await inspect(json(wordLevel()))).method, 'WordLevel');
    assert.equal((await inspect(json(unigram()))).method, 'Unigram');
    assert.equal((await inspect(json(oddBpe()))).method, 'byte-level BPE');
    assert.equal((await inspect(json(sentencePieceBpe()))).method, 'BPE with byte fallback');
  });

  it('is taken whatever its kind, and with a byte order mark', async () => {
    for (const [kind, contents] of Object.entries(tokenizerKinds)) {
      assert.ok((await inspect(`\ufeff${json(contents)}`)).vocabulary > 10, kind);
    }
  });

  it('is refused when it is not text or not JSON', async () => {
    await refuses(inspect(Buffer.from(`\ufeff${json(wordLevel())}`, 'utf16le')), 'notUtf8');
    await refuses(inspect(Buffer.from([0x7b, 0x22, 0xe9, 0x22])), 'notUtf8');
    await refuses(inspect(''), 'notJson');
    await refuses(inspect('{"model": {"type": "BPE"'), 'notJson');
  });

  it('is refused when it is JSON of another kind, or needs parts that are not known', async () => {
    await refuses(inspect('[]'), 'notTokenizer');
    await refuses(inspect('{"model_type":"bert","vocab_size":30522}'), 'notTokenizer');
    await refuses(inspect(json({ ...wordLevel(), model: { type: 'Next' } })), 'notTokenizer');
    await refuses(inspect(json(wordLevel({ normalizer: { type: 'Next' } }))), 'notTokenizer');
    await refuses(inspect(json(wordLevel({ pre_tokenizer: { type: 'Split' } }))), 'notTokenizer');
  });

  it('is refused when it is nested too deeply, wherever that is', async () => {
    await refuses(inspect(nested(1_000_000)), 'tooDeep');
    const [head = '', tail = ''] = json(wordLevel({ normalizer: 'HERE' })).split('"HERE"');
    const sequence = '{"type":"Sequence","normalizers":[';
    const deep = sequence.repeat(50_000) + ']}'.repeat(50_000);
    await refuses(inspect(head + deep + tail), 'tooDeep');
    await refuses(inspect(json(wordLevel()).replace('{', `{"more":${nested(5_000)},`)), 'tooDeep');
    const inText = vocab({ [`"${nested(200)}`]: 1 });
    assert.ok(await inspect(json(wordLevel({ added_tokens: [], ...inText }))));
  });

  it('is refused for ids that are no rows of a table', async () => {
    for (const id of [-1, 1.5, 2 ** 24, 2 ** 32, 2 ** 53, 1e300]) {
      await refuses(inspect(json(wordLevel({ added_tokens: [], ...vocab({ a: id }) }))), 'badIds');
    }
    const twice = vocab({ a: 1, b: 1 });
    await refuses(inspect(json(wordLevel({ added_tokens: [], ...twice }))), 'badIds');
    const added = (id: number): object => ({
      ...{ id, content: '<x>', single_word: false, lstrip: false, rstrip: false },
      ...{ normalized: false, special: true },
    });
    await refuses(inspect(json(wordLevel({ added_tokens: [added(77_777)] }))), 'badIds');
    const { length } = Object.keys((wordLevel()['model'] as { vocab: object }).vocab);
    assert.ok(await inspect(json(wordLevel({ added_tokens: [added(length)] }))));
  });

  it('is refused when its ids would differ from run to run', async () => {
    const bpe = { ...(oddBpe()['model'] as object), dropout: 0.1 };
    await refuses(inspect(json(oddBpe({ model: bpe }))), 'randomIds');
    assert.ok(await inspect(json(oddBpe({ model: { ...bpe, dropout: 0 } }))));
  });

  it('is refused when it cannot encode every text', async () => {
    const model = { type: 'Unigram', unk_id: null, vocab: [['▁a', -1]] };
    await refuses(inspect(json(unigram({ model, added_tokens: [] }))), 'cannotEncode');
  });

  it('is refused when a regular expression runs away, or the library gives up', async () => {
    await refuses(inspect(json(trap('crash', 'a'))), 'crashed');
    await refuses(inspect(json(trap('slow', 'a')), { milliseconds: 1_000 }), 'slow');
    const merges = { type: 'BPE', vocab: { a: 0, b: 1 }, merges: ['a b'] };
    await refuses(inspect(json(wordLevel({ added_tokens: [], model: merges }))), 'crashed');
    const fixed = { type: 'FixedLength', length: 0 };
    await refuses(inspect(json(wordLevel({ pre_tokenizer: fixed }))), 'crashed');
  });

  it('is refused when it would fill the memory', async () => {
    const began = Date.now();
    await refuses(inspect(json(trap('huge', 'a'))), 'crashed');
    assert.ok(Date.now() - began < 15_000);
  });

  it('is refused unread when it is too large, missing, or a folder', async () => {
    const probe = new TokenizerProbe(start);
    const inspectFile = (file: string): Promise<Inspection> =>
      probe.inspect(file, '/origin/tokenizer.json', CancellationToken.None);
    const large = path.join(folder, 'large.json');
    await writeFile(large, '{}');
    await truncate(large, 500_000_000);
    await refuses(inspectFile(large), 'tooLarge');
    await rm(large);
    await refuses(inspectFile(large), 'missing');
    await mkdir(large);
    await refuses(inspectFile(large), 'notFile');
  });

  it('is given up within 200 ms when the user cancels', async () => {
    const source = new CancellationTokenSource();
    const inspection = inspect(json(trap('slow', 'a')), { token: source.token });
    await new Promise((next) => setTimeout(next, 600));
    const began = Date.now();
    source.cancel();
    await assert.rejects(inspection, { code: 'Cancelled' });
    assert.ok(Date.now() - began < 200);
  });
});
