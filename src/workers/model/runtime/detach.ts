import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Transfer = (this: ArrayBuffer, length: number) => ArrayBuffer;

/** `ArrayBuffer.prototype.transfer`: there from Node 22 on, behind a flag in Node 20. */
const transfer = ((): Transfer | undefined => {
  const { transfer: own } = ArrayBuffer.prototype as { transfer?: Transfer };
  if (own !== undefined) {
    return own;
  }
  setFlagsFromString('--harmony-rab-gsab-transfer');
  return runInNewContext('ArrayBuffer.prototype.transfer') as Transfer | undefined;
})();

/**
 * Gives the memory of an array back at once; the array is empty then. Outputs of a model are megabytes
 * outside of V8's heap at every token: left to the garbage collector, they make it run every few
 * tokens, which costs up to a third of the time.
 */
export function detach(array: Readonly<ArrayBufferView>): void {
  if (array.buffer instanceof ArrayBuffer && array.byteLength > 0) {
    transfer?.call(array.buffer, 0);
  }
}
