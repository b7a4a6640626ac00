import { labelScores } from '../../../common/measures/labelScores';
import type { ClassifyParams, ClassifyResult } from '../../../common/protocol/model/labels';
import type { RunContext } from '../models/runModel';
import { runHead } from './runHead';

/** Answers `labels/classify`. */
export async function classify(
  params: ClassifyParams,
  context: RunContext,
): Promise<ClassifyResult> {
  return runHead(params, context, (_, { ids, dropped }, logits) => ({
    scores: labelScores(logits.data, params.activation),
    tokens: ids.length,
    dropped,
  }));
}
