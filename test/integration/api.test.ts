import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CancellationTokenSource, extensions } from 'vscode';
import type { TokenscopeApi } from '../../src/host/api/api';
import { quickest } from '../support/quickest';
import { rejectsWith, tokenscope } from './support';

interface Golden {
  cases: Record<string, string>;
  [tokenizer: string]: unknown;
}

describe('the public API', () => {
  let api: TokenscopeApi;

  before(async () => {
    api = await tokenscope();
  });

  it('says its version', () => {
    const manifest = extensions.getExtension('tokenscope.tokenscope')?.packageJSON as {
      version: string;
    };
    assert.equal(api.version, manifest.version);
  });

  it('tokenizes with offsets, special tokens and pairs', async () => {
    const { tokens, tokenizer } = await api.tokenize('Hello [MASK]', {
      tokenizer: 'bert-base-uncased',
      pair: 'a 🙂',
    });
    assert.equal(tokenizer, 'bert-base-uncased');
    assert.deepEqual(
      tokens.map(({ token, start, end, sequence, typeId, special }) =>
        [token, start, end, sequence, typeId, special].join(' '),
      ),
      [
        '[CLS] 0 0  0 true',
        'hello 0 5 0 0 false',
        '[MASK] 6 12 0 0 true',
        '[SEP] 0 0  0 true',
        'a 0 1 1 1 false',
        '[UNK] 2 4 1 1 true',
        '[SEP] 0 0  1 true',
      ],
    );
  });

  it('counts and decodes', async () => {
    const options = { tokenizer: 'gpt2' };
    assert.equal(await api.countTokens('Hello world', options), 2);
    assert.equal(await api.decode([15496, 995], options), 'Hello world');
    assert.equal(await api.countTokens('word '.repeat(200_000), options), 200_001);
    assert.equal(await api.countTokens('', options), 0);
  });

  it('fills masks with targets', async () => {
    const { masks, model, precision } = await api.fillMask('The capital of France is [MASK].', {
      topK: 2,
      targets: ['london', 'unbelievably'],
    });
    assert.equal(model, 'bert-base-uncased');
    assert.equal(precision, 'q4');
    const [paris, , london, pieces] = masks[0]?.candidates ?? [];
    assert.equal(paris?.token, 'paris');
    assert.ok(Math.abs(Math.exp(paris.logProb) - 0.41) <= 0.03);
    assert.ok(london && london.logProb < paris.logProb && london.rank > 1);
    assert.ok(pieces && Number.isNaN(pieces.logProb) && pieces.ids.length > 1);
  });

  it('completes, greedily always the same, with each token as it comes', async () => {
    const seen: string[] = [];
    const options = {
      greedy: true,
      maxNewTokens: 20,
      onToken: ({ text }: { text: string }) => seen.push(text),
    };
    const first = await api.complete('It was a dark night, and', options);
    assert.equal(first.stopReason, first.tokens.length === 20 ? 'length' : 'end');
    assert.deepEqual(
      seen,
      first.tokens.map(({ text }) => text),
    );
    const { tokens } = await api.complete('It was a dark night, and', {
      greedy: true,
      maxNewTokens: 20,
    });
    assert.deepEqual(
      tokens.map(({ id }) => id),
      first.tokens.map(({ id }) => id),
    );
    assert.ok(
      first.tokens.every(
        ({ logProb, alternatives }) =>
          alternatives[0]?.logProb === logProb || logProb < (alternatives[0]?.logProb ?? 0),
      ),
    );
  });

  it('gives the same text for the same seed, whatever was run before', async () => {
    const prompt = 'It was a dark night, and';
    const options = { seed: 5, greedy: false, maxNewTokens: 16, minP: 0.02, noRepeatNgramSize: 3 };
    const { text } = await api.complete(prompt, options);
    assert.equal((await api.complete(prompt, options)).text, text);
    // Read on from the text before, with a new seed.
    await api.complete(prompt + text, { maxNewTokens: 4 });
    assert.equal((await api.complete(prompt, options)).text, text);
    await api.complete('Something else', options);
    assert.equal((await api.complete(prompt, options)).text, text);
  });

  it('gives samples that are the same alone', async () => {
    const options = { seed: 11, greedy: false, maxNewTokens: 12 };
    const samples = await api.completeSamples('She opened the door', 3, options);
    assert.equal(samples.length, 3);
    for (const { seed, text } of samples) {
      assert.equal((await api.complete('She opened the door', { ...options, seed })).text, text);
    }
    await rejectsWith(api.completeSamples('a', 9), 'InvalidParameter');
    await rejectsWith(api.completeSamples('', 2), 'EmptyText');
  });

  it('searches with beams: the best alone, and the best several', async () => {
    const prompt = 'She opened the door';
    const search = {
      numBeams: 4,
      lengthPenalty: 0.8,
      maxNewTokens: 8,
      earlyStopping: true,
      seed: 3,
    };
    const best = await api.completeSamples(prompt, 3, search);
    assert.equal(best.length, 3);
    const scores = best.map(({ score }) => score ?? Number.NaN);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
    const alone = await api.complete(prompt, search);
    assert.deepEqual(alone, best[0]);
    const greedy = { greedy: true, maxNewTokens: 8, repetitionPenalty: 1, noRepeatNgramSize: 0 };
    const single = await api.complete(prompt, { ...greedy, numBeams: 1 });
    assert.equal(single.score, undefined);
    await rejectsWith(api.completeSamples(prompt, 5, search), 'InvalidParameter');
    for (const wrong of [{ numBeams: 17 }, { numBeams: 2, lengthPenalty: Number.NaN }]) {
      await rejectsWith(api.complete(prompt, wrong), 'InvalidParameter');
    }
  });

  it('continues greedily as transformers.js does, 5 prompts of 30 tokens', async () => {
    const { extensionPath } = extensions.getExtension('tokenscope.tokenscope') ?? {};
    const script = join(extensionPath ?? '', 'test', 'support', 'greedyReference.mjs');
    const prompts = [
      'It was a dark night, and',
      'The history of the island',
      'She opened the door',
      'In the beginning',
      'The committee agreed that',
    ];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, join(extensionPath ?? '', 'models', 'gpt2-starter'), ...prompts],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
    const expected = JSON.parse(stdout) as number[][];
    assert.equal(expected.length, 5);
    for (const [index, prompt] of prompts.entries()) {
      const { tokens } = await api.complete(prompt, {
        greedy: true,
        maxNewTokens: 30,
        repetitionPenalty: 1,
        noRepeatNgramSize: 0,
      });
      assert.deepEqual(
        tokens.map(({ id }) => id),
        expected[index],
        prompt,
      );
    }
  });

  it('lists the models', async () => {
    const models = await api.models();
    assert.deepEqual(
      models.map(({ id, task, source, precision }) => [id, task, source, precision]),
      [
        ['bert-base-uncased', 'fill-mask', 'bundled', 'q4'],
        ['gpt2-starter', 'text-generation', 'bundled', 'q8'],
      ],
    );
    assert.ok(models.every(({ bytes, loaded }) => bytes > 1e7 && typeof loaded === 'boolean'));
  });

  it('rejects with a code', async () => {
    await rejectsWith(api.tokenize('a', { tokenizer: 'none' }), 'UnknownTokenizer');
    await rejectsWith(api.tokenize('a b '.repeat(60_000), { tokenizer: 'gpt2' }), 'TooLong');
    await rejectsWith(api.decode([-1], { tokenizer: 'gpt2' }), 'InvalidParameter');
    await rejectsWith(api.decode([99_999_999], { tokenizer: 'gpt2' }), 'InvalidParameter');
    await rejectsWith(api.fillMask('no mask'), 'NoMask');
    await rejectsWith(api.fillMask('[MASK]', { model: 'gpt2-starter' }), 'WrongModelKind');
    await rejectsWith(api.fillMask('[MASK]', { model: 'none' }), 'UnknownModel');
    await rejectsWith(api.fillMask('[MASK]', { topK: -1 }), 'InvalidParameter');
    await rejectsWith(api.complete(''), 'EmptyText');
    for (const bad of [
      { maxNewTokens: -1 },
      { maxNewTokens: 1e9 },
      { temperature: Number.NaN },
      { temperature: 0 },
      { topK: 1.5 },
      { topP: 2 },
      { minP: 1.5 },
      { noRepeatNgramSize: 0.5 },
      { repetitionPenalty: -1 },
      { seed: -1 },
      { stop: [''] },
    ]) {
      await rejectsWith(api.complete('a', bad), 'InvalidParameter');
    }
    await rejectsWith(api.tokenize(5 as unknown as string), 'InvalidParameter');
  });

  it('cancels at once', async () => {
    const milliseconds = await quickest(async () => {
      const source = new CancellationTokenSource();
      let from = Number.POSITIVE_INFINITY;
      const onToken = (): void => {
        from = Math.min(from, performance.now());
        source.cancel();
      };
      const options = { greedy: true, maxNewTokens: 500, onToken };
      await rejectsWith(api.complete('Once', options, source.token), 'Cancelled');
      return performance.now() - from;
    });
    assert.ok(milliseconds < 200, `${milliseconds} ms`);
  });

  it('gives the reference ids of all six tokenizers', async () => {
    const root = extensions.getExtension('tokenscope.tokenscope')?.extensionPath ?? '';
    const golden = JSON.parse(
      await readFile(join(root, 'test/unit/tokenization/golden/tokens.json'), 'utf8'),
    ) as Golden;
    const tokenizers = golden['tokens'] as Record<string, Record<string, { ids: number[] }>>;
    assert.equal(Object.keys(tokenizers).length, 6);
    for (const [tokenizer, cases] of Object.entries(tokenizers)) {
      for (const [name, { ids }] of Object.entries(cases)) {
        const { tokens } = await api.tokenize(golden.cases[name] ?? '', {
          tokenizer,
          addSpecialTokens: false,
        });
        assert.deepEqual(
          tokens.map(({ id }) => id),
          ids,
          `${tokenizer}: ${name}`,
        );
      }
    }
  });
});
