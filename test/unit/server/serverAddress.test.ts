import assert from 'node:assert/strict';
import { isTokenscopeError } from '../../../src/common/errors';
import { parseServerAddress } from '../../../src/host/completion/server/serverAddress';

describe('the address of a completion server', () => {
  it('is a base without a slash at its end, and /v1 where it has no path', () => {
    const bases: Record<string, string> = {
      'http://localhost:8080': 'http://localhost:8080/v1',
      ' http://127.0.0.1:8000/v1/ ': 'http://127.0.0.1:8000/v1',
      'https://Example.org/llm/v1': 'https://example.org/llm/v1',
      'https://example.org:443/': 'https://example.org/v1',
    };
    for (const [text, base] of Object.entries(bases)) {
      assert.equal(parseServerAddress(text).base, base);
    }
    const { origin, host } = parseServerAddress('https://example.org:8443/v1');
    assert.deepEqual([origin, host], ['https://example.org:8443', 'example.org:8443']);
  });

  it('is confidential over TLS and inside this machine only', () => {
    for (const text of [
      'https://example.org',
      'http://localhost',
      'http://[::1]:80',
      'http://127.0.0.1',
    ]) {
      assert.equal(parseServerAddress(text).confidential, true, text);
    }
    for (const text of [
      'http://example.org',
      'http://localhost.example.org',
      'http://10.0.0.1',
      'http://0.0.0.0',
    ]) {
      assert.equal(parseServerAddress(text).confidential, false, text);
    }
    assert.equal(parseServerAddress('https://localhost').local, true);
    assert.equal(parseServerAddress('https://example.org').local, false);
  });

  it('says what is wrong with it, and never repeats a password', () => {
    const problems: Record<string, string> = {
      'localhost 8000': 'address',
      '/v1': 'address',
      'file:///etc/passwd': 'scheme',
      'localhost:8000': 'scheme',
      'https://me:hunter2@example.org': 'credentials',
      'https://example.org/v1?key=hunter2': 'query',
      'https://example.org/v1#x': 'query',
    };
    for (const [text, problem] of Object.entries(problems)) {
      assert.throws(
        () => parseServerAddress(text),
        (error) =>
          isTokenscopeError(error, 'ServerAddressWrong') &&
          error.args.problem === problem &&
          !error.message.includes('hunter2'),
        text,
      );
    }
  });
});
