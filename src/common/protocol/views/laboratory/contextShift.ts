import type { ShiftCandidate, ShiftContinuation, Two } from '../../model/contextShift';

export interface ContextShiftForm {
  /** The second prompt, where only one is selected; empty for the start of a text. */
  readonly second: string;
  /** What could come next; several with {@link continuationMark} between them; empty for none. */
  readonly continuation: string;
}

export interface ContextShiftView {
  readonly prompts: Two<string>;
  /** What was read of each, the start token included. */
  readonly ids: Two<readonly number[]>;
  /** The most likely tokens of either prompt. */
  readonly candidates: readonly ShiftCandidate[];
  /** Over the whole vocabulary, from 0 (equal) to 1 (disjoint). */
  readonly jsdBits: number;
  readonly entropyBits: Two<number>;
  /** As they were read, with the space before them. */
  readonly continuations: readonly ShiftContinuation[];
}

/** Stands between continuations: one can hold a comma or a semicolon. */
export const continuationMark = '|';

/** Tokens that are shown of each distribution. */
export const shiftTop = 10;
