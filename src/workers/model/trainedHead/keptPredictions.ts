import {
  keptProbabilities,
  type KeptPredictions,
} from '../../../common/protocol/model/headTraining';
import type { HeldOutPredictions } from '../../../common/protocol/model/trainedHead';

/** What of the predictions is kept with the result: six decimals take a third of the room. */
export function keptPredictions(
  { probabilities, ...rest }: HeldOutPredictions,
  labels: number,
): KeptPredictions {
  return {
    ...rest,
    probabilities:
      probabilities.length * labels > keptProbabilities
        ? null
        : probabilities.map((row) => row.map((probability) => Math.round(probability * 1e6) / 1e6)),
  };
}
