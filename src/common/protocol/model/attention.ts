import { RequestType } from 'vscode-jsonrpc';
import type { AttentionShape } from '../../measures/attentionRollout';
import type { Candidate } from './fillMask';
import type { ModelRun, RunFacts } from './run';
import type { TableTarget } from './writeTable';

/** Tokens that attention is read of at most, special ones included: 9.4 MB of weights in BERT base. */
export const attentionTokens = 128;

export interface AttentionParams extends ModelRun {
  readonly text: string;
  /** Index of the token whose place the mask token takes; only for models that have one. */
  readonly masked: number | null;
}

/** A token as the model saw it. */
export interface AttentionToken {
  /** The vocabulary's own string, such as `##ing` or `Ġthe`. */
  readonly token: string;
  readonly special: boolean;
  /** UTF-16 offsets into the text; 0 for special tokens. */
  readonly start: number;
  readonly end: number;
}

/** What a masked model expects at one place. */
export interface PlacePrediction {
  /** Most likely first. */
  readonly top: readonly Candidate[];
  /** The token that the text has there. */
  readonly own: Candidate;
}

/** A prediction with the token there to be read, and with the mask in its place. */
export interface MaskedPrediction {
  readonly before: PlacePrediction;
  readonly masked: PlacePrediction;
}

export interface AttentionResult {
  /** What the model read, the mask included: names the weights in the requests below. */
  readonly ids: readonly number[];
  readonly tokens: readonly AttentionToken[];
  readonly shape: AttentionShape;
  /** Null when nothing is masked. */
  readonly prediction: MaskedPrediction | null;
  /** Whether the text went on beyond {@link attentionTokens}. */
  readonly cut: boolean;
  readonly facts: RunFacts;
}

/**
 * Reads a text for its attention weights; they stay in the model process, and are computed anew when it
 * has lost them. `MissingOutput` for models without them, `EmptyText`, `InvalidParameter` for a masked
 * token that is special or not there, `WrongModelKind` to mask for a model without a mask token.
 */
export const attention = new RequestType<AttentionParams, AttentionResult, unknown>(
  'attention/run',
);

/** Which weights are wanted: those of a layer, [heads, from, to], or its rollout, [from, to]. */
export type AttentionPart =
  | { readonly kind: 'layer'; readonly layer: number }
  | { readonly kind: 'rollout'; readonly layer: number };

/** The text that weights are of, as it was read. */
export interface AttentionReading extends ModelRun {
  readonly ids: readonly number[];
}
export interface AttentionWeightsParams extends AttentionReading {
  readonly part: AttentionPart;
}
/** At most 0.8 MB for BERT base. */
export const attentionWeights = new RequestType<AttentionWeightsParams, Float32Array, unknown>(
  'attention/weights',
);

/** Small pictures of all heads. */
export interface AttentionThumbnails {
  /** Cells of one side of a picture. */
  readonly side: number;
  /** [layers, heads, side (from), side (to)]: the largest weight of the tokens in a cell, times 255. */
  readonly cells: Uint8Array;
}
export const attentionThumbnails = new RequestType<AttentionReading, AttentionThumbnails, unknown>(
  'attention/thumbnails',
);

export interface ExportAttentionParams extends AttentionReading {
  readonly table: TableTarget;
}
/**
 * Writes all weights as long rows of layer, head, from, to and weight, straight from the model process;
 * answers the absolute paths of the files written. Fails as `exports/endTable` does.
 */
export const exportAttention = new RequestType<ExportAttentionParams, readonly string[], unknown>(
  'attention/export',
);
