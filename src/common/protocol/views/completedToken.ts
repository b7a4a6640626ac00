/**
 * A token of a continuation as a view shows it. The model process knows all of it (`GeneratedToken`);
 * a server tells less, and what it does not tell is null, never invented.
 */
export interface CompletedToken extends CompletedChoice {
  /** Position among the tokens, from 0. */
  readonly index: number;
  /** Natural logarithm of the probability with which it was drawn, after all processing. */
  readonly sampledLogProb: number | null;
  /** The most likely tokens here; empty where a server gives none. */
  readonly alternatives: readonly CompletedChoice[];
  /** Text that became certain with this token. */
  readonly chunk: string;
}

export interface CompletedChoice {
  readonly id: number | null;
  readonly text: string;
  /** Natural logarithm, model's own distribution. */
  readonly logProb: number | null;
}
