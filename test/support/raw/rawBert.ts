import { int64, openRaw, type RawAnswer, type RawModel } from './rawModel';

export interface BertTask {
  readonly kind: 'bert';
  readonly model: RawModel;
  readonly ids: readonly number[];
  /** Rows of each batch, which all hold `ids`. */
  readonly batches: readonly number[];
}

/** One `session.run` a batch, nothing read of its output. */
export async function runBert({ model, ids, batches }: BertTask): Promise<RawAnswer> {
  const session = await openRaw(model);
  const began = performance.now();
  for (const rows of batches) {
    const all = Array.from({ length: rows }, () => ids).flat();
    await session.run({
      input_ids: int64(all, rows),
      attention_mask: int64(
        all.map(() => 1),
        rows,
      ),
      token_type_ids: int64(
        all.map(() => 0),
        rows,
      ),
    });
  }
  return { milliseconds: performance.now() - began, ids: [] };
}
