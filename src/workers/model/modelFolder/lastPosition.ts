import { Tensor } from 'onnxruntime-node';
import { TokenscopeError } from '../../../common/errors';
import { runRows, type TokenRow } from '../encoder/runRows';
import { loadError } from '../models/loadError';
import type { OpenModel } from '../models/openModel';

/** Tokens of the longest row that an encoder is tried on: attention grows with the square. */
const longestRow = 1_024;

/**
 * Runs an encoder on as many tokens as its `config.json` says that it takes.
 * @param row a row that it took, whose first token is repeated.
 * @throws TokenscopeError `ContextMismatch`, `OutOfMemory`.
 */
export async function checkLongestRow(
  model: OpenModel,
  outputs: readonly string[],
  row: TokenRow,
): Promise<void> {
  const length = Math.min(model.ref.contextLength, longestRow);
  const long: TokenRow = {
    ids: Array.from({ length }, () => row.ids[0] ?? 0),
    typeIds: Array.from({ length }, () => 0),
  };
  await orMismatch(model, () =>
    runRows(model.session, [long], { outputs, together: () => 1 }, () => undefined),
  );
}

/**
 * Runs a decoder for one token at the last position of its context: over a cache of zeros, so that it
 * costs one step.
 * @throws TokenscopeError `ContextMismatch`, `OutOfMemory`.
 */
export async function checkLastPosition(model: OpenModel, id: number): Promise<void> {
  const { session, ref } = model;
  const past = ref.contextLength - 1;
  const feeds: Record<string, Tensor> = {};
  for (const input of session.inputMetadata) {
    switch (input.name) {
      case 'input_ids':
        feeds[input.name] = int64([BigInt(id)]);
        break;
      case 'position_ids':
        feeds[input.name] = int64([BigInt(past)]);
        break;
      case 'attention_mask':
        feeds[input.name] = int64(Array.from({ length: past + 1 }, () => 1n));
        break;
      case 'use_cache_branch':
        feeds[input.name] = new Tensor('bool', [true], [1]);
        break;
      default:
        if (input.isTensor) {
          const dims = input.shape.map((size, axis) =>
            axis === 0 ? 1 : typeof size === 'number' ? size : past,
          );
          const count = dims.reduce((product, size) => product * size, 1);
          feeds[input.name] =
            input.type === 'float16'
              ? new Tensor('float16', new Uint16Array(count), dims)
              : new Tensor('float32', new Float32Array(count), dims);
        }
    }
  }
  await orMismatch(model, () => session.run(feeds, ['logits']));
}

function int64(values: readonly bigint[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values), [1, values.length]);
}

/** What the runtime refuses here, after a short run went well, is the position. */
async function orMismatch({ ref }: OpenModel, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const known = error instanceof TokenscopeError ? error : loadError(ref, '', error);
    throw known.code === 'FileCorrupt'
      ? new TokenscopeError('ContextMismatch', { model: ref.id, contextLength: ref.contextLength })
      : known;
  }
}
