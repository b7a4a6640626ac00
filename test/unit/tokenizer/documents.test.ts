import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Documents } from '../../../src/workers/tokenizer/documents';
import { replaceRanges } from '../../../src/workers/tokenizer/textChanges';

const changed = { code: 'DocumentChanged' };

describe('Documents', () => {
  let documents: Documents;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    documents = new Documents((message) => warnings.push(message));
  });
  const open = (text: string, version = 1): void =>
    documents.openPiece({ uri: 'a', version, index: 0, text, last: true });

  it('answers for the version it holds only', async () => {
    open('text', 3);
    assert.equal((await documents.read({ uri: 'a', version: 3 })).text, 'text');
    await assert.rejects(documents.read({ uri: 'a', version: 2 }), changed);
    await assert.rejects(documents.read({ uri: 'a', version: 4 }), changed);
    await assert.rejects(documents.read({ uri: 'b', version: 1 }), changed);
  });

  it('makes requests wait for the last piece', async () => {
    documents.openPiece({ uri: 'a', version: 1, index: 0, text: 'one ', last: false });
    const reading = documents.read({ uri: 'a', version: 1 });
    const other = assert.rejects(documents.read({ uri: 'a', version: 2 }), changed);
    documents.openPiece({ uri: 'a', version: 1, index: 1, text: 'two', last: true });
    assert.equal((await reading).text, 'one two');
    await other;
  });

  it('applies changes that come between the pieces to what came before them', async () => {
    documents.openPiece({ uri: 'a', version: 1, index: 0, text: 'one ', last: false });
    documents.change({ uri: 'a', version: 2, changes: [{ offset: 0, length: 3, text: '1' }] });
    const reading = documents.read({ uri: 'a', version: 3 });
    documents.openPiece({ uri: 'a', version: 3, index: 1, text: 'two', last: true });
    assert.equal((await reading).text, '1 two');
  });

  it('lets waiting requests go when the document closes or is opened anew', async () => {
    const first = { uri: 'a', version: 1, index: 0, text: 'one', last: false };
    documents.openPiece(first);
    const closed = assert.rejects(documents.read({ uri: 'a', version: 1 }), changed);
    documents.close({ uri: 'a' });
    await closed;
    documents.openPiece(first);
    const replaced = assert.rejects(documents.read({ uri: 'a', version: 1 }), changed);
    open('two', 2);
    await replaced;
  });

  it('marks what was read as stale when the document changes, reopens or closes', async () => {
    for (const outdate of [
      () => documents.change({ uri: 'a', version: 2, changes: [] }),
      () => open('other', 2),
      () => documents.close({ uri: 'a' }),
    ]) {
      open('text');
      const { stale } = await documents.read({ uri: 'a', version: 1 });
      assert.ok(!stale.aborted);
      outdate();
      assert.ok(stale.aborted);
    }
  });

  it('drops a mirror that it cannot keep right, and warns without text', async () => {
    open('secret');
    documents.change({ uri: 'a', version: 2, changes: [{ offset: 5, length: 9, text: 'x' }] });
    await assert.rejects(documents.read({ uri: 'a', version: 2 }), changed);
    documents.openPiece({ uri: 'a', version: 1, index: 0, text: 'secret', last: false });
    documents.openPiece({ uri: 'a', version: 1, index: 2, text: 'secret', last: true });
    await assert.rejects(documents.read({ uri: 'a', version: 1 }), changed);
    documents.change({ uri: 'a', version: 2, changes: [] });
    assert.equal(warnings.length, 3);
    assert.ok(warnings.every((warning) => !warning.includes('secret')));
  });
});

describe('replaceRanges', () => {
  it('takes each change relative to the text after the ones before it', () => {
    const changes = [
      { offset: 4, length: 1, text: 'EE' },
      { offset: 0, length: 2, text: '' },
    ];
    assert.equal(replaceRanges('abcde', changes), 'cdEE');
  });

  it('changes exactly the named units, between CR and LF too', () => {
    const text = fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', '😀')).map((a) => a.join(''));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), text, (before, at, count, inserted) => {
        const units = before.split('');
        const offset = at % (units.length + 1);
        const length = count % (units.length - offset + 1);
        units.splice(offset, length, ...inserted.split(''));
        assert.equal(replaceRanges(before, [{ offset, length, text: inserted }]), units.join(''));
      }),
    );
  });

  it('refuses ranges outside the text', () => {
    for (const [offset, length] of [
      [-1, 1],
      [0, 4],
      [4, 0],
      [1, -1],
      [Number.NaN, 0],
    ] as const) {
      assert.equal(replaceRanges('abc', [{ offset, length, text: '' }]), null);
    }
  });
});
