import { TokenscopeError } from '../../../common/errors';
import type { ModelRef } from '../../../common/protocol/model/models';

/** A model that is loaded, for the decision which ones have to go. */
export interface LoadedCost {
  readonly id: string;
  /** Bytes that unloading gives back. */
  readonly bytes: number;
  /** `performance.now()` of its last use. */
  readonly usedAt: number;
}

/**
 * Which loaded models have to be unloaded before another one is loaded: none, or the least recently
 * used ones, as few as will do.
 * @param available bytes that are free now.
 * @throws TokenscopeError `NotEnoughMemory` when it would not fit even alone; nothing is to be unloaded
 * then.
 */
export function makeRoom(
  { id, task, loading }: Pick<ModelRef, 'id' | 'task' | 'loading'>,
  loaded: readonly LoadedCost[],
  available: number,
): readonly string[] {
  if (!loading) {
    return [];
  }
  const { memory: needed, memoryLimit } = loading;
  const others = loaded.filter((other) => other.id !== id).sort((a, b) => a.usedAt - b.usedAt);
  // What is loaded under this id makes way for it anyway.
  const own = loaded.find((other) => other.id === id)?.bytes ?? 0;
  const limit = memoryLimit === 0 ? Infinity : memoryLimit;
  let free = available + own;
  let used = others.reduce((sum, { bytes }) => sum + bytes, 0);
  const most = Math.min(free + used, limit);
  if (needed > most) {
    throw new TokenscopeError('NotEnoughMemory', {
      model: id,
      task,
      needed,
      available: most,
      by: limit < free + used ? 'limit' : 'free',
      smaller: loading.smaller.find(({ memory }) => memory <= most)?.id ?? null,
    });
  }
  const unloaded: string[] = [];
  for (const other of others) {
    if (needed <= free && used + needed <= limit) {
      break;
    }
    unloaded.push(other.id);
    free += other.bytes;
    used -= other.bytes;
  }
  return unloaded;
}
