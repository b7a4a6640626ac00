import { TokenscopeError } from '../../../common/errors';
import type {
  AttentionParams,
  AttentionResult,
  PlacePrediction,
} from '../../../common/protocol/model/attention';
import { rowAt } from '../encoder/positions';
import type { RowOutputs } from '../encoder/runRows';
import { MaskScores } from '../fillMask/scores';
import type { OpenModel } from '../models/openModel';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import type { AttentionReadings } from './attentionReadings';
import { encodeForAttention, type AttentionText } from './attentionText';
import { readAttentions } from './readAttentions';

/** Candidates told of each place. */
const shownCandidates = 5;

/** Answers `attention/run`. */
export function runAttention(
  readings: AttentionReadings,
  params: AttentionParams,
  context: RunContext,
): Promise<AttentionResult> {
  return runModel(context, params, params.model.task, async (model) => {
    const began = performance.now();
    const text = await encodeForAttention(model, params.text);
    const { masked } = params;
    const place = masked === null ? null : placeOf(model, text, masked);
    const predictions: PlacePrediction[] = [];
    if (place !== null) {
      await readAttentions(model, text.ids, context.token, {
        outputs: ['logits'],
        read: (outputs) => predictions.push(predictionAt(model, outputs, place)),
      });
      context.report({ kind: 'share', share: 0.5 });
    }
    const ids = text.ids.map((id, index) => (index === place?.position ? place.mask : id));
    const attentions = await readAttentions(
      model,
      ids,
      context.token,
      place === null
        ? undefined
        : {
            outputs: ['logits'],
            read: (outputs) => predictions.push(predictionAt(model, outputs, place)),
          },
    );
    const [before, after] = predictions;
    readings.keep({ model: params.model, ids }, attentions);
    return {
      ids,
      tokens: text.tokens,
      shape: attentions.shape,
      prediction: before && after ? { before, masked: after } : null,
      cut: text.cut,
      facts: factsOf(model, began, 1),
    };
  });
}

interface MaskedPlace {
  readonly position: number;
  /** Ids of the token there, and of the mask that takes its place. */
  readonly own: number;
  readonly mask: number;
}

function placeOf(model: OpenModel, text: AttentionText, position: number): MaskedPlace {
  const own = text.ids[position];
  if (own === undefined || text.tokens[position]?.special !== false) {
    throw new TokenscopeError('InvalidParameter', {
      name: 'masked',
      value: String(position),
      expected: 'a token of the text',
    });
  }
  if (model.maskToken === null || model.ref.task !== 'fill-mask') {
    throw new TokenscopeError('WrongModelKind', { model: model.ref.id, needed: 'fill-mask' });
  }
  return { position, own, mask: model.maskToken.id };
}

function predictionAt(
  model: OpenModel,
  outputs: RowOutputs,
  { position, own }: MaskedPlace,
): PlacePrediction {
  const scores = new MaskScores(rowAt(outputs.get('logits'), position), model.texts);
  return { top: scores.top(shownCandidates), own: scores.target(own, model.texts.written(own)) };
}
