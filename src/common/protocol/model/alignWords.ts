import { RequestType } from 'vscode-jsonrpc';

export interface AlignWordsParams {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** The words of both in order, the same index in each; -1 where a word has no partner. */
export interface WordPairs {
  readonly firsts: Int32Array;
  readonly seconds: Int32Array;
}

/**
 * Products of the lengths of what differs, at most: the alignment takes so many steps, and twice as many
 * bytes.
 */
export const alignmentCells = 16_000_000;

/**
 * Pairs the words of two texts by a longest common subsequence; null for texts that are too long and
 * differ in too much, see {@link alignmentCells}.
 */
export const alignWords = new RequestType<AlignWordsParams, WordPairs | null, unknown>(
  'readings/alignWords',
);
