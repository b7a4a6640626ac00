import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Tensor } from 'onnxruntime-node';
import { keepPositions } from '../../../../src/workers/model/completion/cacheTensor';

describe('keepPositions', () => {
  it('keeps the first positions of every head', () => {
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 9 }), fc.nat(), (heads, width, past, n) => {
        const count = n % (past + 1);
        const at = (head: number, position: number, place: number): number =>
          (head * past + position) * width + place;
        const data = Float32Array.from({ length: heads * past * width }, (_, index) => index);
        const kept = keepPositions(new Tensor('float32', data, [1, heads, past, width]), count);
        const expected: number[] = [];
        for (let head = 0; head < heads; head++) {
          for (let position = 0; position < count; position++) {
            for (let place = 0; place < width; place++) expected.push(at(head, position, place));
          }
        }
        assert.deepEqual(kept.dims, [1, heads, count, width]);
        assert.deepEqual(Array.from(kept.data as Float32Array), expected);
      }),
    );
  });

  it('keeps those of a float16 cache', () => {
    const data = Uint16Array.from({ length: 8 }, (_, index) => index);
    const kept = keepPositions(new Tensor('float16', data, [1, 2, 2, 2]), 1);
    assert.equal(kept.type, 'float16');
    const { buffer, byteOffset } = kept.data as Uint16Array;
    assert.deepEqual(Array.from(new Uint16Array(buffer, byteOffset, 4)), [0, 1, 4, 5]);
  });
});
