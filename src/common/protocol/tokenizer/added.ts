import { RequestType } from 'vscode-jsonrpc';

/** What a file turned out to be that is to be added as a tokenizer. */
export interface Inspection {
  /** How it splits words, in the field's words. */
  readonly method: string;
  /** Entries of the vocabulary, added tokens included. */
  readonly vocabulary: number;
  readonly bytes: number;
  readonly sha256: string;
}
/**
 * Loads a file and has it encode awkward texts. Meant for a process of its own: a malicious file can
 * end the process or keep it busy for ever.
 */
export const inspectTokenizer = new RequestType<{ readonly file: string }, Inspection, unknown>(
  'tokenizer/inspect',
);

/** The call into the library that has run longest of those for added tokenizers; null for none. */
export interface LongestCall {
  /** Id of the tokenizer. */
  readonly tokenizer: string;
  readonly milliseconds: number;
}
/** Is answered after {@link LongestCallParams.after}, so that one is always under way. */
export interface LongestCallParams {
  /** Milliseconds. */
  readonly after: number;
}
export const longestCall = new RequestType<LongestCallParams, LongestCall | null, unknown>(
  'tokenizer/longestCall',
);
