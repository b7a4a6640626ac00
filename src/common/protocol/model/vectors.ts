import { RequestType } from 'vscode-jsonrpc';
import type { OffsetRange } from '../tokenizer/tokens';
import type { ModelRun, RunFacts } from './run';

/** A word in its sentence. */
export interface WordPlace extends OffsetRange {
  /** The sentence; `start` and `end` are UTF-16 offsets of the word in it. */
  readonly text: string;
}

export interface WordVectorsParams extends ModelRun {
  /** At least one. */
  readonly words: readonly WordPlace[];
}

/** One word's vector, and what the model read for it. */
export interface WordVector {
  /**
   * Mean of the last hidden states of all tokens that cover the word: float32 [hidden size]. Null for a
   * word that the vocabulary does not know: its state would be that of `[UNK]`.
   */
  readonly vector: Float32Array | null;
  /** The tokens that cover the word, as the vocabulary writes them. */
  readonly pieces: readonly string[];
  /** UTF-16 range of the text that the model read; the whole text unless the context was too short. */
  readonly read: OffsetRange;
}

export interface WordVectorsResult {
  readonly words: readonly WordVector[];
  /** Cosine of each pair of words, [words][words]; null where a word has no vector. */
  readonly cosines: readonly (readonly (number | null)[])[];
  readonly facts: RunFacts;
}

/**
 * Vectors of words in their sentences, each from a pass over its sentence, which is cut around the word
 * where it exceeds the context. `MissingOutput` for models that do not give their hidden states,
 * `EmptyText`, `TooLong` for a word of more tokens than the context holds.
 */
export const wordVectors = new RequestType<WordVectorsParams, WordVectorsResult, unknown>(
  'vectors/words',
);

export interface SentenceVectorsParams extends ModelRun {
  /** Any number of texts, none of them blank. */
  readonly texts: readonly string[];
}

export interface SentenceVectorsResult {
  /** For each text the mean of the last hidden states of its tokens, special ones left out: float32 [hidden size]. */
  readonly vectors: readonly Float32Array[];
  /** For each text, how many tokens at its end were not read since the context was full. */
  readonly dropped: readonly number[];
  readonly facts: RunFacts;
}

/**
 * Mean-pooled vectors of texts, in batches; the share done is reported. `MissingOutput` for models that
 * do not give their hidden states, `EmptyText`, `Cancelled` between batches.
 */
export const sentenceVectors = new RequestType<
  SentenceVectorsParams,
  SentenceVectorsResult,
  unknown
>('vectors/sentences');
