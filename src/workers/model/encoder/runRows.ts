import { Tensor, type InferenceSession } from 'onnxruntime-node';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import { detach } from '../runtime/detach';

/** Tokens of one text for an encoder, special tokens included. */
export interface TokenRow {
  readonly ids: readonly number[];
  /** Token type ids, one for each token. */
  readonly typeIds: readonly number[];
}

/** Outputs of a graph for one row, by name; their memory is given back after they were read. */
export interface RowOutputs {
  /**
   * The row's part of an output, without the batch dimension.
   * @throws TokenscopeError `Internal` when the graph has no such float32 output.
   */
  get(name: string): { readonly data: Float32Array; readonly dims: readonly number[] };
}

export interface RowRun {
  /** Names of the outputs that are computed. */
  readonly outputs: readonly string[];
  /** Rows in one batch at most; 1 for weights whose results depend on the batch (see {@link rowsTogether}). */
  readonly together: (length: number) => number;
  readonly token?: CancellationToken;
  /** Told after each batch how many rows are done. */
  readonly onDone?: (rows: number) => void;
}

/**
 * Tokens that a batch has at most. More give no speed on a CPU (128 to 512 of BERT took the same time for
 * each token), and a cancelled run ends with its batch.
 */
const batchTokens = 128;

/**
 * How many rows of a length may go together (measures: masked models). With dynamic quantisation of
 * activations (q8) a row's numbers depend on its neighbours, so it goes alone.
 */
export function rowsTogether(precision: string): (length: number) => number {
  const alone = precision === 'q8' || precision === 'int8' || precision === 'uint8';
  return (length) => (alone ? 1 : Math.max(1, Math.floor(batchTokens / length)));
}

/**
 * Runs rows through an encoder, rows of equal length in one batch, so that nothing is padded.
 * @param read gets each row's index and outputs, row by row in no certain order; awaited.
 * @throws TokenscopeError `Cancelled` between batches, `Internal` for an unknown input or output.
 */
export async function runRows(
  session: InferenceSession,
  rows: readonly TokenRow[],
  { outputs, together, token, onDone }: RowRun,
  read: (index: number, outputs: RowOutputs) => void | Promise<void>,
): Promise<void> {
  let done = 0;
  for (const batch of batches(rows, together)) {
    if (token?.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    const members = batch.map((index) => rows[index] ?? { ids: [], typeIds: [] });
    const results = await session.run(feedsOf(session, members), [...outputs]);
    try {
      for (const [place, index] of batch.entries()) {
        await read(index, new BatchOutputs(results, place));
      }
    } finally {
      for (const tensor of Object.values(results)) {
        if (tensor.data instanceof Float32Array) {
          detach(tensor.data);
        }
      }
    }
    done += batch.length;
    onDone?.(done);
  }
}

/** Indexes of rows of equal length, in batches. */
function batches(rows: readonly TokenRow[], together: (length: number) => number): number[][] {
  const byLength = new Map<number, number[]>();
  rows.forEach(({ ids }, index) => {
    const same = byLength.get(ids.length);
    if (same) {
      same.push(index);
    } else {
      byLength.set(ids.length, [index]);
    }
  });
  return [...byLength].flatMap(([length, indexes]) => {
    const size = together(length);
    return Array.from({ length: Math.ceil(indexes.length / size) }, (_, batch) =>
      indexes.slice(batch * size, (batch + 1) * size),
    );
  });
}

function feedsOf(session: InferenceSession, rows: readonly TokenRow[]): Record<string, Tensor> {
  const dims = [rows.length, rows[0]?.ids.length ?? 0];
  return Object.fromEntries(
    session.inputNames.map((name) => [name, new Tensor('int64', inputOf(name, rows), dims)]),
  );
}

function inputOf(name: string, rows: readonly TokenRow[]): BigInt64Array {
  switch (name) {
    case 'input_ids':
      return BigInt64Array.from(
        rows.flatMap(({ ids }) => ids),
        BigInt,
      );
    case 'attention_mask':
      return BigInt64Array.from(
        rows.flatMap(({ ids }) => ids),
        () => 1n,
      );
    case 'token_type_ids':
      return BigInt64Array.from(
        rows.flatMap(({ typeIds }) => typeIds),
        BigInt,
      );
    case 'position_ids':
      return BigInt64Array.from(
        rows.flatMap(({ ids }) => ids.map((_, position) => position)),
        BigInt,
      );
    default:
      throw new TokenscopeError('Internal', { reason: `the model has an unknown input ${name}` });
  }
}

class BatchOutputs implements RowOutputs {
  constructor(
    private readonly results: InferenceSession.OnnxValueMapType,
    private readonly place: number,
  ) {}

  get(name: string): { readonly data: Float32Array; readonly dims: readonly number[] } {
    const tensor = this.results[name];
    if (!(tensor?.data instanceof Float32Array)) {
      throw new TokenscopeError('Internal', { reason: `the model gives no float32 ${name}` });
    }
    const [, ...dims] = tensor.dims;
    const size = dims.reduce((product, dim) => product * dim, 1);
    return { data: tensor.data.subarray(this.place * size, (this.place + 1) * size), dims };
  }
}
