import type { Provenance } from '../../../common/exports/provenance';
import { TokenscopeError } from '../../../common/errors';
import type { HeadEvaluation, HeadSettings } from '../../../common/protocol/model/trainedHead';
import { classProbabilities } from './logisticRegression';

/** The encoder whose vectors a head reads: a head is meaningless for any other. */
export interface HeadEncoder {
  /** Id of the model. */
  readonly id: string;
  /** Names the exact weights. */
  readonly revision: string;
  readonly precision: string;
  /** How a text becomes one vector, such as `mean of the last hidden states`. */
  readonly pooling: string;
  /** Numbers in a vector. */
  readonly width: number;
}

/** What training gives. */
export interface FittedHead {
  /** In the order of the rows of weights. */
  readonly labels: readonly string[];
  /**
   * For standardised vectors: as scikit-learn's `coef_`, one row of `width` weights for each label, but a
   * single one, for the second label, when there are two.
   */
  readonly weights: readonly (readonly number[])[];
  /** As scikit-learn's `intercept_`: one for each row of weights. */
  readonly bias: readonly number[];
  /** A vector is standardised as (vector − mean) / scale before its scores are computed. */
  readonly standardisation: { readonly mean: readonly number[]; readonly scale: readonly number[] };
  readonly settings: HeadSettings;
  readonly evaluation: HeadEvaluation;
}

/** Frozen encoder, trained head: all that is needed to apply it and to say how it came about. */
export interface TrainedHead extends FittedHead {
  readonly encoder: HeadEncoder;
  readonly provenance: Provenance;
}

/**
 * A function that gives the probabilities of `head.labels`, in their order, for a vector of the encoder;
 * they sum to 1.
 * @throws TokenscopeError (the function) `Internal` when the vector is of another width.
 */
export function predictor(head: FittedHead): (vector: ArrayLike<number>) => Float64Array {
  const { mean, scale } = head.standardisation;
  const width = mean.length;
  const parameters = Float64Array.from([...head.weights.flat(), ...head.bias]);
  const standardised = new Float32Array(width);
  return (vector) => {
    if (vector.length !== width) {
      throw new TokenscopeError('Internal', {
        reason: `a vector of ${vector.length} numbers for a head of ${width}`,
      });
    }
    for (let at = 0; at < width; at++) {
      standardised[at] = ((vector[at] ?? 0) - (mean[at] ?? 0)) / (scale[at] ?? 1);
    }
    const matrix = { rows: 1, width, values: standardised };
    return classProbabilities({ classes: head.labels.length, parameters }, matrix);
  };
}
