import type { TokenizerProblem } from '../../common/models/addedTokenizer';

/** What is wrong with a tokenizer's file; whoever knows the file makes a `TokenscopeError` of it. */
export class InvalidTokenizer extends Error {
  /** @param message in the library's words or ours, for the log and for engineers. */
  constructor(
    readonly problem: TokenizerProblem,
    message: string,
  ) {
    // A parser's message may quote the file at length.
    super(message.slice(0, 200));
  }
}

/** Whatever was thrown while a file was read, as {@link InvalidTokenizer}. */
export function toInvalidTokenizer(error: unknown, problem: TokenizerProblem): InvalidTokenizer {
  return error instanceof InvalidTokenizer
    ? error
    : new InvalidTokenizer(problem, error instanceof Error ? error.message : String(error));
}
