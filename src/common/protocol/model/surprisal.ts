import { RequestType } from 'vscode-jsonrpc';
import type { OffsetRange } from '../tokenizer/tokens';
import type { ModelRun, RunFacts } from './run';

export interface SurprisalParams extends ModelRun {
  readonly text: string;
  /** Whether the end-of-text token goes before the text; without it the first token has no value. */
  readonly startToken: boolean;
  /**
   * UTF-16 offsets of what a person sees of the text: the windows that score it are read first. Windows
   * are fixed by the text alone, so that no value depends on it.
   */
  readonly visible: OffsetRange | null;
}

/** What is known when all parts were sent. */
export interface SurprisalResult {
  /** Tokens of the text. */
  readonly total: number;
  readonly facts: RunFacts;
}

/** Tokens of a text at most: what is read of them takes 80 bytes each. */
export const readingTokens = 200_000;

/**
 * How a causal model reads a text (measures: causal models), long texts by a sliding window. The tokens
 * come as `part` progress (see `ReadingPart`), each once, in the order in which they are read.
 * `EmptyText`, `TooLong` for more than {@link readingTokens}, `Cancelled` between chunks.
 */
export const surprisal = new RequestType<SurprisalParams, SurprisalResult, unknown>(
  'surprisal/run',
);
