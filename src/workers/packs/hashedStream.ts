import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { ModelFile } from '../../common/protocol/model/models';

/**
 * Lets bytes through while it hashes them; at their end fails with `mismatch()` when they are not the
 * file that they should be.
 * @param onBytes told the length of each piece.
 */
export function hashedStream(
  file: ModelFile,
  onBytes: (bytes: number) => void,
  mismatch: (reason: 'size' | 'hash') => Error,
): Transform {
  const hash = createHash('sha256');
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      length += chunk.length;
      hash.update(chunk);
      onBytes(chunk.length);
      done(null, chunk);
    },
    flush(done: TransformCallback) {
      if (length !== file.bytes) {
        done(mismatch('size'));
      } else {
        done(hash.digest('hex') === file.sha256 ? null : mismatch('hash'));
      }
    },
  });
}
