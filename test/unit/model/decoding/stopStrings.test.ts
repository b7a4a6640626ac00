import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StopStrings } from '../../../../src/workers/model/decoding/stopStrings';

/** The text up to the stop string that is complete first, character by character. */
function slow(text: string, stops: readonly string[]): { text: string; stopped: boolean } {
  for (let end = 1; end <= text.length; end++) {
    const head = text.slice(0, end);
    const found = stops.filter((stop) => head.endsWith(stop));
    if (found.length > 0) {
      const longest = Math.max(...found.map((stop) => stop.length));
      return { text: head.slice(0, end - longest), stopped: true };
    }
  }
  return { text, stopped: false };
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 4 }), {
  maxLength: 12,
});

describe('StopStrings', () => {
  it('equals looking at the whole text, wherever it is cut', () => {
    fc.assert(
      fc.property(pieces, fc.array(word, { maxLength: 3 }), (list, stops) => {
        const expected = slow(list.join(''), stops);
        const stream = new StopStrings(stops);
        let text = '';
        let stopped = false;
        for (const piece of list) {
          const released = stream.push(piece);
          text += released.text;
          stopped = released.stopped;
          // What is shown is never taken back.
          assert.ok(expected.text.startsWith(text));
          if (stopped) break;
        }
        text += stopped ? '' : stream.end();
        assert.deepEqual({ text, stopped }, expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('holds back no more than what could become a stop string', () => {
    const stream = new StopStrings(['\n\nQ:']);
    assert.equal(stream.push('Paris.\n').text, 'Paris.');
    assert.equal(stream.push('\nQ').text, '');
    assert.equal(stream.push('uite').text, '\n\nQuite');
    assert.equal(stream.push('\n').text, '');
    assert.equal(stream.end(), '\n');
  });
});
