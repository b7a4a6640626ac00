import type { SetScore } from '../../../measures/association';
import type { TargetProblem, TargetScoring } from '../../model/targets';

export interface TargetsForm {
  /** As it was typed, see `parseTargets`. */
  readonly targets: string;
  readonly scoring: TargetScoring;
  readonly sets: SetScore;
  /** A part of the sentence, and where it stood when it was marked. */
  readonly attribute: { readonly text: string; readonly start: number } | null;
  /** The target that ratios are to; null for the first. */
  readonly reference: string | null;
}

export interface TargetRow {
  readonly set: string;
  readonly target: string;
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
  readonly scoring: TargetScoring;
  /** Natural logarithms; null where there is no score. */
  readonly logProb: number | null;
  readonly rank: number | null;
  readonly logProbPrior: number | null;
  readonly association: number | null;
  /** To the reference. */
  readonly logProbRatio: number | null;
  readonly logProbBiasScore: number | null;
  /** Another number of pieces, or another scoring, than the reference: the contrast is to be read with care. */
  readonly unlike: boolean;
  readonly problem: TargetProblem | null;
}

export interface TargetsView {
  readonly text: string;
  /** UTF-16 ranges of the text. */
  readonly gap: { readonly start: number; readonly end: number };
  readonly attribute: { readonly start: number; readonly end: number } | null;
  readonly attributeTokens: number;
  /** The word that stands in the document at the gap; null where a mask token stands. */
  readonly hidden: string | null;
  readonly rows: readonly TargetRow[];
  readonly reference: string;
  readonly sets: readonly {
    readonly name: string;
    readonly scored: number;
    readonly logProb: number | null;
    readonly score: SetScore;
  }[];
  readonly truncated: boolean;
  readonly model: { readonly id: string; readonly precision: string; readonly revision: string };
}
