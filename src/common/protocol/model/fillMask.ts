import { RequestType } from 'vscode-jsonrpc';
import type { CandidateFilter } from './candidateFilter';
import type { ModelRef } from './models';

export interface FillMaskParams {
  readonly model: ModelRef;
  /** Text that holds the model's own mask token at least once. */
  readonly text: string;
  /** Candidates a mask, from 1 to 1,000. */
  readonly topK: number;
  /** Words to score beside the candidates, whatever their rank. */
  readonly targets?: readonly string[];
  /** Which tokens may be candidates; default all. */
  readonly filter?: CandidateFilter;
  /** UTF-16 offset around which a text that is too long is cut; default the first mask. */
  readonly focus?: number;
  readonly progress?: string;
}

/** A candidate for one mask. */
export interface Candidate {
  /** As it would be written into the text: `paris`, `##s`'s bare `s`, ` Paris` without its leading space. */
  readonly text: string;
  /** The vocabulary's own string. */
  readonly token: string;
  /** One id; several for a target of several pieces; none for a target outside the vocabulary. */
  readonly ids: readonly number[];
  /** Natural logarithm of the probability over the whole vocabulary; NaN for a target that has no score. */
  readonly logProb: number;
  /** 1 + number of tokens with a larger logit; 0 where there is no score. */
  readonly rank: number;
  readonly oov: boolean;
  /** A special token such as `[UNK]`, or an id that only pads the logits: it stands for no text. */
  readonly special: boolean;
  /** How it was scored, as in the measures page: `single_only`. */
  readonly scoring: 'single_only';
}

/** One mask that was scored. All masks are read from one pass: independent distributions. */
export interface MaskResult {
  /** UTF-16 offsets of the mask token in `text`. */
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly Candidate[];
  readonly targets: readonly Candidate[];
}

export interface FillMaskResult {
  readonly masks: readonly MaskResult[];
  /** Masks in the whole text, scored or not. */
  readonly maskCount: number;
  /** Tokens given to the model, special tokens included. */
  readonly tokens: number;
  /** Tokens among them that stand for characters outside the vocabulary, such as `[UNK]`. */
  readonly unknownTokens: number;
  /** UTF-16 range of `text` that the model saw; null when it saw all. */
  readonly window: { readonly start: number; readonly end: number } | null;
  readonly model: string;
  readonly precision: string;
  readonly revision: string;
  readonly threads: number;
  readonly milliseconds: number;
}

/** One forward pass over the text. `NoMask` when there is none, `WrongModelKind` for other models. */
export const fillMask = new RequestType<FillMaskParams, FillMaskResult, unknown>('fillMask/run');
