import type { TargetProblem, TargetScoring } from '../../../common/protocol/model/targets';
import type { WordInPlace } from '../fillMask/targetIds';
import type { OpenModel } from '../models/openModel';

const letterOrDigit = /[\p{L}\p{N}]/u;

/** Why a target has no score, or what is to be known of its score; null for nothing. */
export function problemOf(
  model: OpenModel,
  place: WordInPlace,
  target: string,
  scoring: TargetScoring,
): TargetProblem | null {
  if (place.kind !== 'ids') {
    return place.kind;
  }
  if (place.ids.some((id) => id === model.tokenizer.unknownId)) {
    return 'oov';
  }
  if (place.ids.length > 1 && scoring === 'single_only') {
    return 'pieces';
  }
  return letterOrDigit.test(target) ? null : 'punctuation';
}
