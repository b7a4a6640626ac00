import { readLogits, type Reading } from '../../../common/decoding/readLogits';
import { TokenscopeError } from '../../../common/errors';

/**
 * Reads the k largest logits of a model and their normaliser.
 * @throws TokenscopeError `NotNumbers`.
 */
export function readModelLogits(modelId: string, logits: Float32Array, k: number): Reading {
  const reading = readLogits(logits, k);
  if (Number.isNaN(reading.logSum)) {
    throw new TokenscopeError('NotNumbers', { model: modelId });
  }
  return reading;
}

/** What an error of a run means: `OutOfMemory`, or the error itself. */
export function runError(modelId: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  return isMemoryError(message) ? new TokenscopeError('OutOfMemory', { model: modelId }) : error;
}

/** Whether an error of onnxruntime, or of V8 for an array, says that there is no memory. */
export function isMemoryError(message: string): boolean {
  return /bad_?alloc|out of memory|failed to allocate|allocation failed/i.test(message);
}
