import type { InferenceSession } from 'onnxruntime-node';
import { TokenscopeError } from '../../../common/errors';
import type { GraphName } from '../../../common/protocol/model/models';
import type { OpenModel } from '../models/openModel';

/** The session with the head: a further graph of the model, or its only one. */
export function headSession(
  model: OpenModel,
  graph: GraphName | null,
): Promise<InferenceSession> | InferenceSession {
  return graph === null ? model.session : model.graphs.session(graph);
}

/** @throws TokenscopeError `LabelsMismatch` when the logits are not one for each label. */
export function checkWidth(model: OpenModel, labels: readonly string[], width: number): void {
  if (labels.length !== width) {
    throw new TokenscopeError('LabelsMismatch', {
      model: model.ref.id,
      labels: labels.length,
      width,
    });
  }
}

/** @throws TokenscopeError `WrongModelKind` when the graph has not all of these outputs. */
export function checkOutputs(
  model: OpenModel,
  session: InferenceSession,
  outputs: readonly string[],
): void {
  if (!outputs.every((name) => session.outputNames.includes(name))) {
    throw new TokenscopeError('WrongModelKind', { model: model.ref.id, needed: model.ref.task });
  }
}
