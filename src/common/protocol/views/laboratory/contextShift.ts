import type { ShiftCandidate, ShiftToken, Two } from '../../model/contextShift';

export interface ContextShiftForm {
  /** The second prompt, where only one is selected; empty for the start of a text. */
  readonly second: string;
  /** What could come next; empty for none. */
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
  /** As it was read, with the space before it; empty for none. */
  readonly continuation: string;
  /** Its tokens; null without a score. */
  readonly tokens: readonly ShiftToken[] | null;
}

/** Tokens that are shown of each distribution. */
export const shiftTop = 10;
