import { RequestType } from 'vscode-jsonrpc';
import type { NumberRange } from '../../numbers';
import type { Candidate } from './fillMask';
import type { ModelRun, RunFacts } from './run';

export const randomMaskLimits = {
  /** Percent of the tokens that are chosen. */
  share: { minimum: 1, maximum: 90 },
  seed: { minimum: 0, maximum: 0xffff_ffff, integer: true },
} as const satisfies Record<string, NumberRange>;

/**
 * What becomes of a chosen token: `mask` masks all; `pretraining` masks 80 %, puts a random token in
 * place of 10 % and leaves 10 % (Devlin et al. 2019, section 3.1).
 */
export type MaskScheme = 'mask' | 'pretraining';

export interface RandomMasksParams extends ModelRun {
  readonly text: string;
  /** Percent of the tokens, special tokens not counted. */
  readonly share: number;
  readonly scheme: MaskScheme;
  readonly seed: number;
  /** Guesses a token. */
  readonly topK: number;
}

/** A token that was chosen, and what the model made of its place. */
export interface ChosenToken {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly id: number;
  readonly token: string;
  readonly treatment: 'masked' | 'replaced' | 'kept';
  /** What stood there instead: the mask token, a random token, or itself. */
  readonly shown: string;
  /** ln p of the true token at its place. */
  readonly logProb: number;
  readonly rank: number;
  readonly guesses: readonly Candidate[];
}

export interface RandomMasksResult {
  readonly chosen: readonly ChosenToken[];
  /** Share of chosen tokens whose first guess is right, from 0 to 1. */
  readonly accuracy: number;
  /** Mean of −ln p of the true tokens, in nats: the loss that pretraining makes smaller. */
  readonly loss: number;
  readonly tokens: number;
  /** Tokens at the end of the text that did not fit in the context; of a very long text at least so many. */
  readonly dropped: number;
  /** Where what was read ends in the text, in UTF-16 units. */
  readonly end: number;
  /** Name of the generator that drew. */
  readonly generator: string;
  readonly facts: RunFacts;
}

/** How BERT was trained, on one text, without learning. `EmptyText`, `InvalidParameter`. */
export const randomMasks = new RequestType<RandomMasksParams, RandomMasksResult, unknown>(
  'randomMasks/run',
);
