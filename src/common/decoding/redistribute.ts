import type { Candidates } from './candidates';
import { largest } from './largest';
import { keepCandidates, processLogits, type StepParams } from './processLogits';
import { readLogits } from './readLogits';

/** The processor that took a token away. */
export type CuttingProcessor = 'noRepeatNgram' | 'greedy' | 'topK' | 'topP' | 'minP';

/** What the processors make of one token's probability; natural logarithms. */
export interface RedistributedToken {
  readonly id: number;
  /** The model's own. */
  readonly logProb: number;
  /** After repetition penalty, no-repeat n-gram and temperature, before anything else is cut. */
  readonly temperedLogProb: number;
  /** After all: with this probability it is drawn; -∞ when it was cut. */
  readonly sampledLogProb: number;
  /** Null when it may be drawn. */
  readonly cutBy: CuttingProcessor | null;
}

export interface Redistribution {
  /** In the order of the ids that were asked for. */
  readonly tokens: readonly RedistributedToken[];
  /** How many tokens of the vocabulary may be drawn. */
  readonly kept: number;
}

/**
 * What the processors make of a distribution: for a picture of a step that is not taken. The decode loop
 * draws from the same numbers (`chooseToken`).
 * @param modelLogits the model's own, float32 [vocabulary]; they are not changed.
 * @param ids prompt and text so far, in order.
 * @param shown ids of the tokens that are asked for.
 */
export function redistribute(
  modelLogits: Float32Array,
  ids: readonly number[],
  params: StepParams,
  shown: ArrayLike<number>,
): Redistribution {
  const own = readLogits(modelLogits, 1);
  const logits = modelLogits.slice();
  processLogits(logits, { ids, seen: new Set(ids) }, params);
  const { temperature } = params;
  const tempered = readLogits(logits, 1, 1 / temperature);
  const stages = cuts(logits, params, new Set(Array.from(shown)));
  const last = stages.at(-1);
  const tokens = Array.from(shown, (id): RedistributedToken => {
    const temperedLogProb = (logits[id] ?? Number.NaN) / temperature - tempered.logSum;
    const cutBy =
      logits[id] === -Infinity && modelLogits[id] !== -Infinity
        ? 'noRepeatNgram'
        : (stages.find(({ left }) => !left.has(id))?.by ?? null);
    return {
      id,
      logProb: (modelLogits[id] ?? Number.NaN) - own.logSum,
      temperedLogProb,
      sampledLogProb: cutBy !== null ? -Infinity : (last?.left.get(id) ?? temperedLogProb),
      cutBy,
    };
  });
  return {
    tokens,
    kept: last?.count ?? logits.reduce((sum, x) => sum + (x > -Infinity ? 1 : 0), 0),
  };
}

interface Cut {
  readonly by: CuttingProcessor;
  /** How many tokens are left. */
  readonly count: number;
  /** ln p of each token that is shown and left, by id: a map of all takes longer than a frame. */
  readonly left: ReadonlyMap<number, number>;
}

/** What cuts, in order, and what each leaves. */
function cuts(logits: Float32Array, params: StepParams, shown: ReadonlySet<number>): Cut[] {
  if (params.greedy) {
    return [{ by: 'greedy', count: 1, left: new Map([[largest(logits, 1)[0] ?? 0, 0]]) }];
  }
  const { afterTopK, afterTopP, kept } = keepCandidates(logits, params, null);
  const stages: readonly (readonly [CuttingProcessor, Candidates | null])[] = [
    ['topK', afterTopK],
    ['topP', afterTopP],
    ['minP', kept],
  ];
  return stages.flatMap(([by, candidates]) =>
    candidates ? [{ by, count: candidates.ids.length, left: logProbsOf(candidates, shown) }] : [],
  );
}

function logProbsOf(
  { ids, weights, total }: Candidates,
  shown: ReadonlySet<number>,
): Map<number, number> {
  const logProbs = new Map<number, number>();
  ids.forEach((id, index) => {
    if (shown.has(id)) {
      logProbs.set(id, Math.log((weights[index] ?? 0) / total));
    }
  });
  return logProbs;
}
