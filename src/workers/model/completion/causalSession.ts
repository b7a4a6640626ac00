import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { TokenscopeError } from '../../../common/errors';
import { detach } from '../runtime/detach';
import { copyRows, keepPositions, positionsOf } from './cacheTensor';
import { runError } from './runErrors';

type Feeds = Record<string, Tensor>;

interface Logits {
  /** [rows, tokens, vocabulary] */
  readonly data: Float32Array;
  readonly vocabulary: number;
}

const cacheInput = 'past_key_values.';
const cacheOutput = 'present.';

/**
 * A text in a causal model, or several that go on together, a row each: feeds tokens and keeps the
 * key-value cache between steps. Outputs of a step are the inputs of the next as they are. (Preallocated
 * outputs are no quicker: onnxruntime-node copies them once more into tensors of its own.)
 *
 * Takes graphs of the layout that Optimum exports: `input_ids`, `attention_mask`, maybe
 * `position_ids` and `use_cache_branch`, `past_key_values.N.key|value` [batch, heads, past, width].
 */
export class CausalSession {
  private readonly feeds: Feeds;
  /** Names of the outputs that are the cache. */
  private readonly caches: readonly string[];
  /** Tokens that are in the cache. */
  private length = 0;
  /** Texts in the batch, which all have the same length. */
  private rows = 1;
  private ones = new BigInt64Array();
  private logits: Tensor | undefined;
  private readonly oneId = new BigInt64Array(1);
  private readonly onePosition = new BigInt64Array(1);

  /**
   * @param contextLength most tokens of one text.
   * @throws TokenscopeError `WrongModelKind` for a graph without a cache.
   */
  constructor(
    private readonly session: InferenceSession,
    private readonly modelId: string,
    private readonly contextLength: number,
  ) {
    this.feeds = emptyCache(session);
    this.caches = session.outputNames.filter((name) => name.startsWith(cacheOutput));
    if (Object.keys(this.feeds).length === 0 || !session.inputNames.includes('input_ids')) {
      throw new TokenscopeError('WrongModelKind', { model: modelId, needed: 'text-generation' });
    }
  }

  /**
   * Feeds the next tokens, in one run.
   * @returns float32 logits of the last position, [vocabulary]; the caller may change them, and the
   * next call ends their use.
   */
  async feed(ids: readonly number[]): Promise<Float32Array> {
    const { data, vocabulary } = await this.run(ids);
    return data.subarray(data.length - vocabulary);
  }

  /**
   * Feeds the next tokens, in one run.
   * @returns float32 logits of each of their positions, [tokens, vocabulary]; as of {@link feed}.
   */
  async feedAll(ids: readonly number[]): Promise<Float32Array> {
    return (await this.run(ids)).data;
  }

  /**
   * Feeds the next tokens, in one run, of which no logits are wanted: to hand 64 rows of them over takes
   * up to a fifth of a small model's run. The logits of the last step are no more.
   */
  async feedUnread(ids: readonly number[]): Promise<void> {
    this.freeLogits();
    await this.runFor(this.caches, ids);
  }

  /**
   * Feeds each row its next token, in one run.
   * @param ids one for each row.
   * @returns float32 logits [vocabulary] of each row; as of {@link feed}.
   */
  async feedRows(ids: readonly number[]): Promise<Float32Array[]> {
    const { data, vocabulary } = await this.run(ids);
    return ids.map((_, row) => data.subarray(row * vocabulary, (row + 1) * vocabulary));
  }

  /** A copy of this one text with a row for each of `count` texts that begin with it. */
  fork(count: number): CausalSession {
    const copy = new CausalSession(this.session, this.modelId, this.contextLength);
    const rows = new Array<number>(count).fill(0);
    for (const [name, tensor] of this.cache()) {
      copy.feeds[name] = this.copied(tensor, rows);
    }
    copy.length = this.length;
    copy.rows = count;
    return copy;
  }

  /** Goes on with these of the rows, in this order; a row may come several times. */
  selectRows(rows: readonly number[]): void {
    if (rows.length === this.rows && rows.every((row, place) => row === place)) {
      return;
    }
    for (const [name, tensor] of this.cache()) {
      this.feeds[name] = this.copied(tensor, rows);
      free(tensor);
    }
    this.rows = rows.length;
  }

  /** Memory of the cache. */
  get bytes(): number {
    return this.cache().reduce(
      (sum, [, { data }]) => sum + (data as Float32Array).buffer.byteLength,
      0,
    );
  }

  /**
   * Forgets all but the first tokens. The logits of the last step are no more.
   * @param length at most the tokens fed.
   * @returns false, with nothing changed, for a cache that does not hold one position a token.
   */
  truncate(length: number): boolean {
    const cache = this.cache();
    if (cache.some(([, tensor]) => positionsOf(tensor) !== this.length)) {
      return false;
    }
    this.freeLogits();
    if (length < this.length) {
      for (const [name, tensor] of cache) {
        this.feeds[name] = keepPositions(tensor, length);
      }
      this.length = length;
    }
    return true;
  }

  /** Gives the memory of the last step's logits back: those of a prompt are [1, tokens, vocabulary]. */
  freeLogits(): void {
    free(this.logits);
    this.logits = undefined;
  }

  /** Gives the memory of the cache back. */
  dispose(): void {
    Object.values(this.feeds).forEach(free);
    free(this.logits);
  }

  private async run(ids: readonly number[]): Promise<Logits> {
    const { logits } = await this.runFor(this.session.outputNames, ids);
    this.freeLogits();
    this.logits = logits;
    return readable(logits);
  }

  /** Feeds the next tokens, keeps the cache, and resolves to the outputs that were asked for. */
  private async runFor(
    names: readonly string[],
    ids: readonly number[],
  ): Promise<InferenceSession.ReturnType> {
    const { session, feeds, rows } = this;
    const past = this.length;
    const width = ids.length / rows;
    const dims = [rows, width] as const;
    this.length += width;
    feeds['input_ids'] = int64(this.oneId, dims, (index) => ids[index] ?? 0);
    feeds['attention_mask'] = this.mask();
    if (session.inputNames.includes('position_ids')) {
      feeds['position_ids'] = int64(this.onePosition, dims, (index) => past + (index % width));
    }
    if (session.inputNames.includes('use_cache_branch')) {
      feeds['use_cache_branch'] = new Tensor('bool', [past > 0], [1]);
    }
    const outputs = await session.run(feeds, names).catch((error: unknown) => {
      throw runError(this.modelId, error);
    });
    for (const name of this.caches) {
      const output = outputs[name];
      if (output !== undefined) {
        const input = cacheInput + name.slice(cacheOutput.length);
        free(feeds[input]);
        feeds[input] = output;
      }
    }
    return outputs;
  }

  private copied(tensor: Tensor, rows: readonly number[]): Tensor {
    try {
      return copyRows(tensor, rows);
    } catch (error) {
      throw runError(this.modelId, error);
    }
  }

  /** Nothing is padded: all ones, [rows, length]. */
  private mask(): Tensor {
    const count = this.rows * this.length;
    if (this.ones.length < count) {
      this.ones = new BigInt64Array(this.rows * this.contextLength).fill(1n);
    }
    return new Tensor('int64', this.ones.subarray(0, count), [this.rows, this.length]);
  }

  private cache(): [string, Tensor][] {
    return Object.entries(this.feeds).filter(([name]) => name.startsWith(cacheInput));
  }
}

/** Tensors of no positions, one for each cache input. */
function emptyCache(session: InferenceSession): Feeds {
  const feeds: Feeds = {};
  for (const input of session.inputMetadata) {
    if (input.isTensor && input.name.startsWith(cacheInput)) {
      // Batch is 1; the position axis, the other one without a fixed size, is empty.
      const dims = input.shape.map((size, axis) =>
        axis === 0 ? 1 : typeof size === 'number' ? size : 0,
      );
      feeds[input.name] =
        input.type === 'float16'
          ? new Tensor('float16', new Uint16Array(0), dims)
          : new Tensor('float32', new Float32Array(0), dims);
    }
  }
  return feeds;
}

/** Ids or positions, [rows, tokens]; a single one reuses `one`. */
function int64(
  one: BigInt64Array,
  dims: readonly [number, number],
  valueAt: (index: number) => number,
): Tensor {
  const count = dims[0] * dims[1];
  const data = count === 1 ? one : new BigInt64Array(count);
  for (let index = 0; index < count; index++) {
    data[index] = BigInt(valueAt(index));
  }
  return new Tensor('int64', data, [...dims]);
}

/** The memory of a tensor that is not needed any more. */
function free(tensor: Tensor | undefined): void {
  if (tensor !== undefined && ArrayBuffer.isView(tensor.data)) {
    detach(tensor.data);
  }
}

function readable(logits: Tensor | undefined): Logits {
  const vocabulary = logits?.dims.at(-1) ?? 0;
  if (!(logits?.data instanceof Float32Array) || vocabulary === 0) {
    throw new TokenscopeError('Internal', { reason: 'the model gives no float32 logits' });
  }
  return { data: logits.data, vocabulary };
}
