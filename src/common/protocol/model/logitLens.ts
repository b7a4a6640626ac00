import { RequestType } from 'vscode-jsonrpc';
import type { AttentionToken } from './attention';
import type { ModelRun, RunFacts } from './run';

/** Tokens that the lens reads at most, the start token included: logits of 6 layers take 154 MB. */
export const lensTokens = 128;

export interface LogitLensParams extends ModelRun {
  readonly text: string;
  /** UTF-16 offset into the text: the token there is the last that is read. */
  readonly focus: number;
}

/** What one layer makes of one position. */
export interface LensCell {
  /** The most likely next tokens, most likely first. */
  readonly ids: readonly number[];
  /** Their ln p. */
  readonly logProbs: readonly number[];
  /** Over the whole vocabulary, in bits. */
  readonly entropyBits: number;
  /** ln p and rank of the token that really comes next; null where the text ends. */
  readonly next: { readonly logProb: number; readonly rank: number } | null;
}

/** Where each head looks from the last position, the one whose next token is predicted. */
export interface FocusAttention {
  readonly layers: number;
  readonly heads: number;
  /** [layers, heads, positions]; those of a head sum to 1. */
  readonly weights: Float32Array;
}

/** A token as it is shown. */
export interface LensToken {
  /** The vocabulary's own string, such as `Ġthe`. */
  readonly token: string;
  /** Its text, such as ` the`. */
  readonly text: string;
}

/** A position that was read, and what the text has after it. */
export interface LensPosition extends AttentionToken {
  readonly id: number;
  /** Id of the token that comes next; null where the text ends. */
  readonly next: number | null;
}

export interface LogitLensResult {
  readonly positions: readonly LensPosition[];
  /** [layers][positions], the first layer first; the last gives the model's own prediction. */
  readonly cells: readonly (readonly LensCell[])[];
  readonly attention: FocusAttention;
  /** Of all ids in the result. */
  readonly tokens: Readonly<Record<number, LensToken>>;
  /** Tokens further left that were not read. */
  readonly dropped: number;
  readonly facts: RunFacts;
}

/**
 * Logit lens (nostalgebraist 2020): the residual stream after each layer through the final norm and the
 * output layer, as if the model ended there; and the attention of the last position in the same run.
 * `MissingOutput` for models without `layer_logits` or `attentions`, `EmptyText`, `Cancelled`.
 */
export const logitLens = new RequestType<LogitLensParams, LogitLensResult, unknown>(
  'logitLens/run',
);
