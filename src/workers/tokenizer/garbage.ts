import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A collection takes 1 to 5 ms here: what lives is mostly a few large arrays and texts. */
const collectAfterBytes = 48 * 2 ** 20;

let discarded = 0;
let due = false;

/**
 * Tells that about so many bytes are no longer used, and has them freed once they are many. Left to
 * itself, V8 does that late: the library's memory it does not see, and of a large document's texts,
 * one for each edit, it would keep hundreds of megabytes.
 */
export function discardBytes(bytes: number): void {
  discarded += bytes;
  if (discarded > collectAfterBytes && !due) {
    due = true;
    setImmediate(collect);
  }
}

function collect(): void {
  due = false;
  discarded = 0;
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('globalThis.gc') as (() => void) | undefined;
  gc?.();
}
