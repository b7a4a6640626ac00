import type { CompareModelsResult } from '../../model/compareModels';
import type { Two } from '../../model/contextShift';

export interface PrecisionsForm {
  readonly task: 'fill-mask' | 'text-generation';
  /** Ids of the models; an empty one is proposed: the one in use, and another precision of it. */
  readonly first: string;
  readonly second: string;
}

/** A model that was compared, or could be. */
export interface ComparedModel {
  readonly id: string;
  readonly name: string;
  readonly precision: string;
  /** On the disk. */
  readonly bytes: number;
}

export interface PrecisionsView extends Omit<CompareModelsResult, 'facts'> {
  readonly task: PrecisionsForm['task'];
  /** As the first model read it. */
  readonly text: string;
  /** UTF-16 range of the mask in the text; null for the next token. */
  readonly gap: { readonly start: number; readonly end: number } | null;
  readonly models: Two<ComparedModel>;
  /** What could be compared when it ran. */
  readonly choices: readonly ComparedModel[];
}

/** Tokens that are shown of each distribution. */
export const comparedTop = 10;
