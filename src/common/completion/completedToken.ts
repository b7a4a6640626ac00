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

/** Whether two choices are the same token: by id, and by text where a server gives no ids. */
export function sameChoice(a: CompletedChoice, b: CompletedChoice): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : a.text === b.text;
}

/** Whether it is a piece of text of which a server tells neither token nor probability: it may be several tokens. */
export function isPiece({ id, logProb, alternatives }: CompletedToken): boolean {
  return id === null && logProb === null && alternatives.length === 0;
}

/** The text of tokens: their chunks joined. */
export function textOf(tokens: readonly Pick<CompletedToken, 'chunk'>[]): string {
  return tokens.map(({ chunk }) => chunk).join('');
}

/** Σ ln p of tokens, in nats; null when it is not known of one of them. */
export function sumLogProb(tokens: readonly CompletedChoice[]): number | null {
  return tokens.reduce<number | null>(
    (sum, { logProb }) => (sum === null || logProb === null ? null : sum + logProb),
    0,
  );
}
