import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { isTokenscopeError } from '../../../../src/common/errors';
import { encodePrompt } from '../../../../src/workers/model/completion/prompt';
import { promptPieces } from '../../../../src/workers/model/completion/promptPieces';
import {
  openTokenizer,
  type OpenTokenizer,
} from '../../../../src/workers/tokenization/tokenizerFile';

describe('encodePrompt', () => {
  let open: OpenTokenizer;

  before(async () => {
    open = await openTokenizer(path.resolve('models/gpt2-starter/tokenizer.json'));
  });

  it('keeps a short prompt whole', async () => {
    const { ids, dropped, usedFrom } = await encodePrompt(open, 'The old man', 100);
    assert.deepEqual(ids, [464, 1468, 582]);
    assert.deepEqual({ dropped, usedFrom }, { dropped: 0, usedFrom: 0 });
  });

  it('keeps the end of a long prompt, and says where it begins', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (text, limit) => {
          const whole = (await open.tokenizer.encode(text)).getIds();
          const { ids, dropped, usedFrom } = await encodePrompt(open, text, limit);
          assert.deepEqual(ids, whole.slice(-limit));
          assert.equal(dropped, Math.max(0, whole.length - limit));
          assert.ok(usedFrom >= 0 && usedFrom < text.length);
          // What is left out before it are characters that the dropped tokens hold.
          const head = (await open.tokenizer.encode(text.slice(0, usedFrom))).getIds();
          assert.ok(dropped > 0 || usedFrom === 0);
          assert.ok(head.length <= dropped + 4);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('appends ids as they are, and keeps the end of both', async () => {
    // " manly" of one token; "man" and "ly" are not how it encodes.
    const [prompt, prefix] = [
      [464, 1468],
      [582, 306],
    ];
    const all = [...prompt, ...prefix];
    for (const [limit, usedFrom] of [
      [100, 0],
      [4, 0],
      [3, 3],
      [2, 7],
      [1, 7],
    ] as const) {
      assert.deepEqual(await encodePrompt(open, 'The old', limit, prefix), {
        ids: all.slice(-limit),
        dropped: Math.max(0, 4 - limit),
        usedFrom,
      });
    }
  });

  it('counts the tokens of a prompt of several pieces exactly', async () => {
    const text = 'It was the best of times, it was the worst of times; naïve 😀 days.\n'.repeat(
      4000,
    );
    assert.ok([...promptPieces(text)].length > 3);
    const whole = (await open.tokenizer.encode(text)).getIds();
    const { ids, dropped, usedFrom } = await encodePrompt(open, text, 500);
    assert.deepEqual(ids, whole.slice(-500));
    assert.equal(dropped, whole.length - 500);
    assert.deepEqual((await open.tokenizer.encode(text.slice(usedFrom))).getIds(), ids);
  });

  it('refuses an empty prompt and takes one of whitespace', async () => {
    await assert.rejects(encodePrompt(open, '', 100), (error) =>
      isTokenscopeError(error, 'EmptyText'),
    );
    assert.ok((await encodePrompt(open, ' \n', 100)).ids.length > 0);
  });

  it('takes lone surrogates', async () => {
    assert.ok((await encodePrompt(open, 'a\ud800b', 100)).ids.length > 0);
  });
});

describe('promptPieces', () => {
  it('gives the prompt back', () => {
    const texts = [
      '',
      'a',
      'word '.repeat(50_000),
      'x'.repeat(200_000),
      '\ud83d\ude00'.repeat(99_999),
    ];
    for (const text of texts) {
      const pieces = [...promptPieces(text)];
      assert.equal(pieces.map((piece) => piece.text).join(''), text);
      for (const piece of pieces) {
        assert.equal(text.slice(piece.start, piece.start + piece.text.length), piece.text);
      }
    }
  });
});
