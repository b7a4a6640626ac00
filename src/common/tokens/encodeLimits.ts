import type { NumberRange } from '../numbers';
import type { EncodeOptions } from '../protocol/tokenizer/workbench';

/** Ranges of the workbench's numbers, for its form and for the tokenizer process. */
export const encodeLimits = {
  'padding.length': { minimum: 1, maximum: 100_000, integer: true },
  'padding.multipleOf': { minimum: 1, maximum: 1_024, integer: true },
  'truncation.maxLength': { minimum: 1, maximum: 100_000, integer: true },
  'truncation.stride': { minimum: 0, maximum: 100_000, integer: true },
} as const satisfies Record<string, NumberRange>;

/**
 * What one batch holds at most. Encoding a character takes about 200 bytes, which the system's allocator
 * keeps for each of the library's four threads.
 */
export const batchLimits = {
  texts: 1_000,
  /** UTF-16 units of all texts and pairs. */
  units: 250_000,
  /** Tokens of all rows, padding included: what the extension host can take over without a stutter. */
  tokens: 100_000,
} as const;

/** An option by its place, as errors name it. */
export type EncodeField =
  | keyof typeof encodeLimits
  | 'padding.token'
  | 'truncation.strategy'
  | 'pairs';

/** As `transformers` encodes when nothing is said. */
export const defaultEncodeOptions: EncodeOptions = {
  addSpecialTokens: true,
  padding: { strategy: 'none', length: 512, side: 'right', multipleOf: 1, token: null },
  truncation: { strategy: 'none', maxLength: 512, side: 'right', stride: 0, overflow: true },
};
