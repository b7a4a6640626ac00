import assert from 'node:assert/strict';
import type { EncodedPiece } from '../../../src/workers/tokenizer/encodedPiece';
import { PieceCache, pieceKey } from '../../../src/workers/tokenizer/pieceCache';

describe('PieceCache', () => {
  const piece = (tokens: number): EncodedPiece => ({
    ids: new Uint32Array(tokens),
    starts: new Uint32Array(tokens),
    ends: new Uint32Array(tokens),
    unknown: 1,
  });

  it('forgets the least recently used pieces, but keeps their counts', () => {
    const cache = new PieceCache(30_000);
    cache.add('a', piece(1_000));
    cache.add('b', piece(1_000));
    assert.ok(cache.piece('a'));
    cache.add('c', piece(1_000));
    assert.ok(cache.piece('a') && cache.piece('c'));
    assert.equal(cache.piece('b'), undefined);
    assert.deepEqual(cache.count('b'), { tokens: 1_000, unknown: 1 });
  });

  it('keeps one piece that is larger than all room', () => {
    const cache = new PieceCache(10);
    cache.add('a', piece(1_000));
    cache.add('b', piece(1_000));
    assert.ok(cache.piece('b'));
    assert.equal(cache.piece('a'), undefined);
  });

  it('counts a piece that is added twice once', () => {
    const cache = new PieceCache(30_000);
    for (let time = 0; time < 10; time++) {
      cache.add('a', piece(1_000));
    }
    cache.add('b', piece(1_000));
    assert.ok(cache.piece('a') && cache.piece('b'));
  });
});

describe('pieceKey', () => {
  it('tells apart tokenizers, first pieces, and texts down to lone surrogates', () => {
    const keys = [
      pieceKey('x', true, '\ud800'),
      pieceKey('x', true, '\ud801'),
      pieceKey('x', true, '\ufffd'),
      pieceKey('x', false, '\ufffd'),
      pieceKey('y', false, '\ufffd'),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});
