import assert from 'node:assert/strict';
import fc from 'fast-check';
import path from 'node:path';
import { isTokenscopeError } from '../../../src/common/errors';
import {
  checkHubPath,
  isHubId,
  isRevision,
  parseHubReference,
} from '../../../src/common/hub/hubIds';
import { onnxSibling } from '../../../src/common/hub/aliases';

const hub = 'https://huggingface.co';

describe('ids of the hub', () => {
  it('are what huggingface_hub takes, and no names of devices', () => {
    for (const id of [
      'foo',
      'foo/bar',
      '123',
      'Foo-BAR_foo.bar123',
      'google-bert/bert-base-cased',
    ]) {
      assert.ok(isHubId(id), id);
    }
    const bad = ['', '/', 'a/', '/a', 'a/b/c', '.a', 'a.', '-a', 'a-', 'a--b', 'a..b', 'foo.git'];
    const hostile = ['..', '../a', 'a/..', 'a\\b', 'a b', 'a\n', 'é', 'con', 'x/NUL', 'x/aux.txt'];
    for (const id of [...bad, ...hostile, 'x'.repeat(97)]) {
      assert.ok(!isHubId(id), id);
    }
  });

  it('are found in what a person pastes, with a revision', () => {
    const cases: Record<string, [string, string | null]> = {
      ' gpt2-medium ': ['gpt2-medium', null],
      'org/name@v1.0': ['org/name', 'v1.0'],
      'https://huggingface.co/org/name': ['org/name', null],
      'https://huggingface.co/gpt2': ['gpt2', null],
      'huggingface.co/org/name/': ['org/name', null],
      'https://hf.co/org/name/tree/main': ['org/name', 'main'],
      'https://huggingface.co/org/name/blob/abc123/onnx/model.onnx?x=1#y': ['org/name', 'abc123'],
      'https://huggingface.co/org/name/tree/refs%2Fpr%2F1': ['org/name', 'refs/pr/1'],
      'http://127.0.0.1:8080/gpt2/tree/main': ['gpt2', 'main'],
    };
    for (const [text, [id, revision]] of Object.entries(cases)) {
      assert.deepEqual(parseHubReference(text, 'http://127.0.0.1:8080'), { id, revision }, text);
    }
  });

  it('are refused when they are something else', () => {
    for (const text of ['', 'https://example.com/org/name', 'file:///etc/passwd', 'a b', 'a@..']) {
      assert.throws(
        () => parseHubReference(text, hub),
        (error) =>
          isTokenscopeError(error, 'HubBadId') || isTokenscopeError(error, 'HubBadRevision'),
        text,
      );
    }
  });

  it('name revisions that are safe as paths', () => {
    for (const name of ['main', 'v1.0', 'refs/pr/1', 'feature/x_y', 'a'.repeat(40)]) {
      assert.ok(isRevision(name), name);
    }
    for (const name of [
      '',
      '..',
      'a/../b',
      '/a',
      'a/',
      'a//b',
      'a\\b',
      'nul',
      'a b',
      '%2e',
      'x.',
    ]) {
      assert.ok(!isRevision(name), name);
    }
  });

  it('lead to the same model in ONNX, where one is known', () => {
    assert.equal(onnxSibling('gpt2-medium'), 'onnx-community/gpt2-medium-ONNX');
    assert.equal(onnxSibling('openai-community/gpt2-medium'), 'onnx-community/gpt2-medium-ONNX');
    assert.equal(onnxSibling('google-bert/bert-base-cased'), 'Xenova/bert-base-cased');
    assert.equal(onnxSibling('FacebookAI/xlm-roberta-base'), 'Xenova/xlm-roberta-base');
    assert.equal(onnxSibling('somebody/gpt2-medium'), null);
    assert.equal(onnxSibling('constructor'), null);
  });
});

describe('paths of files on the hub', () => {
  it('stay below the folder that they are written to, on every system', () => {
    const name = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'con',
        'NUL.txt',
        'a:b',
        'C:',
        '...',
        'x ',
        'COM1',
        'a\\..\\b',
      ),
      fc.string({
        unit: fc.constantFrom(...'\u0000\u202e\u2028\u00a0é模.: \\/'.split('')),
        maxLength: 5,
      }),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        const file = names.join('/');
        try {
          checkHubPath('org/name', file);
        } catch (error) {
          return isTokenscopeError(error, 'HubBadPath');
        }
        for (const system of [path.posix, path.win32]) {
          const folder = system.resolve('/cache');
          assert.equal(
            system.resolve(folder, ...file.split('/')),
            [folder, ...file.split('/')].join(system.sep),
          );
        }
        return true;
      }),
    );
  });

  it('are refused with the name written so that it can be read', () => {
    assert.throws(
      () => checkHubPath('org/name', 'a\u202ecod.exe\u0000'),
      (error) =>
        isTokenscopeError(error, 'HubBadPath') && error.args.path === 'a\\u{202e}cod.exe\\u{0}',
    );
    for (const good of ['config.json', 'onnx/model_q4.onnx_data', 'Übung/模型 1.json']) {
      assert.equal(checkHubPath('org/name', good), good);
    }
  });
});
