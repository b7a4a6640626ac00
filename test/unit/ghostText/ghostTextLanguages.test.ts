import assert from 'node:assert/strict';
import { isAnyOn, isOn, takesGhostText } from '../../../src/host/ghostText/ghostTextLanguages';

describe('where ghost text is shown', () => {
  const file = (path: string, languageId = 'markdown', scheme = 'file') =>
    takesGhostText({ path, languageId, scheme });

  it('is set by language, with * for those that are not named', () => {
    assert.equal(isOn({ '*': false }, 'markdown'), false);
    assert.equal(isOn({ '*': false, markdown: true }, 'markdown'), true);
    assert.equal(isOn({ '*': true, markdown: false }, 'markdown'), false);
    assert.equal(isOn({ '*': true }, 'plaintext'), true);
    assert.equal(isOn({}, 'constructor'), false);
    assert.equal(isAnyOn({ '*': false, markdown: false }), false);
    assert.equal(isAnyOn({ '*': false, markdown: true }), true);
  });

  it('is a document that somebody writes', () => {
    assert.ok(file('/a/notes.md'));
    assert.ok(file('Untitled-1', 'plaintext', 'untitled'));
    assert.ok(file('/a/book.ipynb', 'markdown', 'vscode-notebook-cell'));
    assert.ok(!file('/log', 'log', 'output'));
    assert.ok(!file('extension-output-tokenscope-#1', 'log', 'output'));
    assert.ok(!file('git/scm0/input', 'scminput', 'vscode-scm'));
    assert.ok(!file('/commentinput', 'markdown', 'comment'));
  });

  it('is no file of passwords or keys', () => {
    for (const name of [
      '.env',
      '.env.local',
      '.netrc',
      '.npmrc',
      'id_ed25519',
      'server.pem',
      'my.key',
      'secrets.yml',
      'Passwords.txt',
      'credentials',
    ]) {
      assert.ok(!file(`/home/a/${name}`, 'plaintext'), name);
    }
    assert.ok(file('/home/secret/environment.md'));
  });
});
