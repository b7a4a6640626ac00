import assert from 'node:assert/strict';
import { CancellationTokenSource, LanguageModelTextPart, lm, type CancellationToken } from 'vscode';
import { pause, tokenscope, withSetting } from './support';

const name = 'tokenscope_countTokens';

describe('the language-model tool that counts tokens', () => {
  before(tokenscope);

  const invoke = async (input: object, token?: CancellationToken): Promise<string> => {
    const result = await lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    return result.content
      .map((part) => (part instanceof LanguageModelTextPart ? part.value : ''))
      .join('');
  };

  it('is offered with its schema', () => {
    const tool = lm.tools.find((each) => each.name === name);
    assert.ok(tool);
    assert.deepEqual((tool.inputSchema as { required: string[] }).required, ['text']);
  });

  it('counts with the tokenizer that is named, without special tokens', async () => {
    assert.equal(
      await invoke({ text: 'Hello world', tokenizer: 'bert-base-uncased' }),
      'tokenizer: bert-base-uncased\ntokens: 2',
    );
    assert.equal(await invoke({ text: '', tokenizer: 'gpt2' }), 'tokenizer: gpt2\ntokens: 0');
    assert.equal(
      await invoke({ text: 'word '.repeat(100_000), tokenizer: 'gpt2' }),
      'tokenizer: gpt2\ntokens: 100001',
    );
  });

  it('counts with the tokenizer of the settings where none is named', async () => {
    await withSetting('tokenscope.tokenizer', 't5-small', async () => {
      assert.match(await invoke({ text: 'Hello world' }), /^tokenizer: t5-small\n/);
    });
  });

  it('refuses wrong input in one sentence', async () => {
    await assert.rejects(
      invoke({ text: 'a', tokenizer: 'gpt-9' }),
      /no tokenizer named gpt-9: choose one of bert-base-uncased, .*phi-3-mini\.$/,
    );
    await assert.rejects(invoke({ text: 5 }), /text is 5, but must be a string/);
    await assert.rejects(invoke({}), /text is undefined, but must be a string/);
    await assert.rejects(
      invoke({ text: 'a', tokenizer: 7 }),
      /tokenizer is 7, but must be a string/,
    );
  });

  it('is cancelled at once', async () => {
    const text = Array.from({ length: 300_000 }, (_, index) => `word${index * 7}`).join(' ');
    const times: number[] = [];
    // The quickest of several: VS Code itself carries the text from here to its window and back.
    for (let attempt = 0; attempt < 5 && !times.some((time) => time < 200); attempt++) {
      const source = new CancellationTokenSource();
      const call = assert.rejects(invoke({ text, tokenizer: 'gpt2' }, source.token));
      await pause(150 + 200 * attempt);
      const from = performance.now();
      source.cancel();
      await call;
      times.push(performance.now() - from);
    }
    assert.ok(Math.min(...times) < 200, `${times.join(', ')} ms`);
  });
});
