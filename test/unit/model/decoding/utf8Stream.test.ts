import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Utf8Stream } from '../../../../src/workers/model/decoding/utf8Stream';

/** Feeds bytes in pieces; the pieces' ends are given as cuts. */
function decode(bytes: Uint8Array, cuts: readonly number[]): { chunks: string[]; rest: string } {
  const stream = new Utf8Stream();
  const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
  let start = 0;
  const chunks = ends.map((end) => {
    const chunk = stream.push(bytes.subarray(start, end));
    start = end;
    return chunk;
  });
  return { chunks, rest: stream.end() };
}

const cuts = fc.array(fc.nat(60), { maxLength: 30 });

describe('Utf8Stream', () => {
  it('gives the text back, in whole characters, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), cuts, (text, places) => {
        const { chunks, rest } = decode(Buffer.from(text), places);
        assert.equal(chunks.join('') + rest, text);
        for (const chunk of chunks) {
          assert.ok(chunk.isWellFormed());
        }
      }),
    );
  });

  it('equals decoding all bytes at once, also bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), cuts, (bytes, places) => {
        const { chunks, rest } = decode(bytes, places);
        assert.equal(
          chunks.join('') + rest,
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
        );
      }),
    );
  });

  it('shows an unfinished character as U+FFFD at the end only', () => {
    const { chunks, rest } = decode(Uint8Array.of(0x41, 0xf0, 0x9f, 0x98), [1, 2, 3]);
    assert.deepEqual(chunks, ['A', '', '', '']);
    assert.equal(rest, '\ufffd');
  });

  it('keeps a byte order mark', () => {
    assert.equal(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), []).chunks.join(''), '\ufeffA');
  });
});
