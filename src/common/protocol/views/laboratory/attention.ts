import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { AttentionShape } from '../../../measures/attentionRollout';
import type {
  AttentionPart,
  AttentionThumbnails,
  AttentionToken,
  MaskedPrediction,
} from '../../model/attention';

/** What a run reads. */
export interface AttentionForm {
  readonly task: 'fill-mask' | 'text-generation';
  /** The token that is masked, while the same text is read. */
  readonly masked: { readonly text: string; readonly token: number } | null;
}

/** A text that was read; its weights are asked for a layer at a time, and never stored. */
export interface AttentionView {
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: readonly AttentionToken[];
  readonly shape: AttentionShape;
  /** Index of the token that was masked. */
  readonly masked: number | null;
  readonly maskToken: string | null;
  readonly prediction: MaskedPrediction | null;
}

/** Weights of a run; null when they could not be had: the next state says why. */
export const viewAttentionWeights = new RequestType<
  { readonly run: number; readonly part: AttentionPart },
  Float32Array | null,
  unknown
>('laboratory/attention/weights');
export const viewAttentionThumbnails = new RequestType<
  { readonly run: number },
  AttentionThumbnails | null,
  unknown
>('laboratory/attention/thumbnails');

/** Asks for a file and writes the picture that is shown into it. */
export const saveAttentionPicture = new NotificationType<{
  readonly kind: 'svg' | 'png';
  readonly content: Uint8Array;
}>('laboratory/attention/save');
/** Puts the matrix that is shown on the clipboard, as tab-separated lines. */
export const copyAttentionMatrix = new NotificationType<{ readonly text: string }>(
  'laboratory/attention/copyMatrix',
);
