import type { RunFacts } from './run';

/** Tokens told as expected of each place. */
export const expectedTokens = 5;

/** How a causal model read tokens, as columns: the same index is the same token in each. */
export interface TokenColumns {
  readonly ids: Uint32Array;
  /** UTF-16 offsets in the text, as the tokenizer gives them: GPT-2's with the whitespace before a word. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** ln p(x_t | x_<t); NaN, as all that follows but ranks and contexts, which are 0, where there is none. */
  readonly logProbs: Float64Array;
  /** 1 + tokens with a larger logit. */
  readonly ranks: Uint32Array;
  /** Entropy of the distribution before the token is seen, in bits. */
  readonly entropies: Float64Array;
  /** ln P(B) before the token: B are the tokens that begin with whitespace, and the end of the text. */
  readonly logBoundaries: Float64Array;
  /** Tokens that the model saw before it, the start token included. */
  readonly contexts: Uint32Array;
  /** The likeliest tokens there, [tokens, {@link expectedTokens}], likeliest first. */
  readonly expectedIds: Uint32Array;
  /** Their ln p; NaN past the end of a small vocabulary. */
  readonly expectedLogProbs: Float32Array;
}

/** What a token is called. */
export interface TokenText {
  /** The vocabulary's own string, such as `Ġthe`. */
  readonly token: string;
  /** What it writes, such as ` the`; parts of characters show as U+FFFD. */
  readonly text: string;
}

/** Some tokens of a text, as soon as they were read. */
export interface ReadingPart {
  /** Tokens of the whole text. */
  readonly total: number;
  /** Index of the first token of this part in the text. */
  readonly first: number;
  readonly columns: TokenColumns;
  /** Of the ids that no earlier part told. */
  readonly texts: Readonly<Record<number, TokenText>>;
  /** Of the text of the tokens that have a value: from the end of the token before the part. */
  readonly codePoints: number;
  readonly bytes: number;
  /** ln P(B | the whole text), with the last token; null before. */
  readonly boundaryAfter: number | null;
  /** Windows that the text is read in, and tokens from one to the next. */
  readonly windows: number;
  readonly stride: number;
  readonly facts: RunFacts;
}

/** Columns of so many tokens, without values. */
export function emptyColumns(tokens: number): TokenColumns {
  return {
    ids: new Uint32Array(tokens),
    starts: new Uint32Array(tokens),
    ends: new Uint32Array(tokens),
    logProbs: new Float64Array(tokens).fill(Number.NaN),
    ranks: new Uint32Array(tokens),
    entropies: new Float64Array(tokens).fill(Number.NaN),
    logBoundaries: new Float64Array(tokens).fill(Number.NaN),
    contexts: new Uint32Array(tokens),
    expectedIds: new Uint32Array(tokens * expectedTokens),
    expectedLogProbs: new Float32Array(tokens * expectedTokens).fill(Number.NaN),
  };
}
