import assert from 'node:assert/strict';
import { TokenscopeError } from '../../src/common/errors';
import { wordError } from '../../src/host/errors/sentences';

describe('sentences of what goes wrong in a run', () => {
  it('say what happened and what to do', () => {
    const model = 'gpt2-starter';
    for (const [error, pattern] of [
      [new TokenscopeError('NotNumbers', { model }), /^gpt2-starter gave .+ Choose another model/],
      [new TokenscopeError('OutOfMemory', { model }), /memory for gpt2-starter: close other/],
      [new TokenscopeError('TableTooLongToCopy', { limit: 9 }), /than the 9 .+: export it instead/],
    ] as const) {
      const { sentence, action } = wordError(error);
      assert.match(sentence, pattern);
      assert.equal(action, null);
    }
  });
});
