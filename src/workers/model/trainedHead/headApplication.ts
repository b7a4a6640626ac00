import type {
  AppliedHead,
  HeadApplicationParams,
  HeadApplicationResult,
} from '../../../common/protocol/model/headApplication';
import type { OpenModel } from '../models/openModel';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { meanPooledTexts } from '../vectors/sentenceVectors';
import { headEncoder } from './encoderVectors';
import { readHead } from './headOnDisk';
import { predictor, type TrainedHead } from './trainedHead';

/** Answers `trainedHead/apply`. */
export async function runHeadApplication(
  params: HeadApplicationParams,
  context: RunContext,
): Promise<HeadApplicationResult> {
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const head = await fittingHead(params.head, model, context);
    const { vectors, dropped, batchSize } = await meanPooledTexts(model, params.texts, context);
    const predict = predictor(head);
    return {
      head: appliedHead(head),
      probabilities: vectors.map((vector) => Array.from(predict(vector))),
      dropped,
      facts: factsOf(model, began, batchSize),
    };
  });
}

/**
 * Reads a head that is to be applied to the model's vectors. Called in the model's lane.
 * @throws TokenscopeError as `readHead` does.
 */
export async function fittingHead(
  file: string,
  model: OpenModel,
  { token }: Pick<RunContext, 'token'>,
): Promise<TrainedHead> {
  // Whatever it reads, it tells how wide the model's vectors are, before a long run.
  const { vectors } = await meanPooledTexts(model, ['?'], { token, report: () => undefined });
  return readHead(file, headEncoder(model, vectors[0]?.length ?? 0));
}

/** What is told of a head that is applied. */
export function appliedHead({ labels, settings, evaluation }: TrainedHead): AppliedHead {
  return {
    labels,
    settings,
    accuracy: evaluation.head.accuracy.mean,
    baselineAccuracy: evaluation.baseline.accuracy.mean,
  };
}
