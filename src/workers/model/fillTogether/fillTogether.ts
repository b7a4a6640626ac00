import { TokenscopeError } from '../../../common/errors';
import { checkNumber } from '../../../common/numbers';
import {
  fillTogetherLimits,
  maxMasksTogether,
  type Filling,
  type FillTogetherParams,
  type FillTogetherResult,
} from '../../../common/protocol/model/fillTogether';
import { tokenFilter } from '../decoding/candidateFilter';
import { encodeMasked, type MaskedText } from '../fillMask/maskedText';
import { MaskScores } from '../fillMask/scores';
import { ScoreReads } from '../masked/scoreReads';
import { requireMask } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';
import { runModel, type RunContext } from '../models/runModel';
import { beamSearch, type Hypothesis, type Option, type Predict } from './beamSearch';

/** Answers `fillMask/together`: searches by `sequential`, then ranks what it found by `pll`. */
export async function runFillTogether(
  params: FillTogetherParams,
  context: RunContext,
): Promise<FillTogetherResult> {
  checkNumber('beamWidth', params.beamWidth, fillTogetherLimits.beamWidth);
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const { text, focus, beamWidth, filter } = params;
    const seen = await encodeMasked(model, requireMask(model), text, focus);
    const { masks } = seen;
    if (masks.length > maxMasksTogether) {
      throw new TokenscopeError('TooManyMasks', {
        actual: masks.length,
        limit: maxMasksTogether,
      });
    }
    const asked = await tokenFilter(model, filter);
    const passes = asked ?? ((id: number) => !model.texts.special(id));
    let step = 0;
    const predict: Predict = async (hypotheses, count) => {
      const silent = { ...context, report: () => undefined };
      const options = await predictions(model, seen, hypotheses, count, passes, silent, began);
      context.report({ kind: 'share', share: ++step / (masks.length + 1) });
      return options;
    };
    const found = await beamSearch(masks.length, beamWidth, predict);
    const reads = new ScoreReads();
    const scored = found.map((hypothesis) => scoresOf(reads, model, seen, hypothesis));
    const facts = await reads.run(model, { ...context, report: () => undefined }, began);
    return {
      masks: masks.map(({ start, end }) => ({ start, end })),
      maskCount: seen.maskCount,
      fillings: scored.map((score) => score()).sort((one, other) => other.pll - one.pll),
      tokens: seen.ids.length,
      window: seen.window,
      facts,
    };
  });
}

/** The most likely tokens at each mask that a hypothesis leaves. */
async function predictions(
  model: OpenModel,
  seen: MaskedText,
  hypotheses: readonly Hypothesis[],
  count: number,
  passes: (id: number) => boolean,
  context: RunContext,
  began: number,
): Promise<Option[][][]> {
  const reads = new ScoreReads();
  const options = hypotheses.map(({ ids }) => ids.map((): Option[] => []));
  hypotheses.forEach((hypothesis, index) => {
    const row = rowOf(seen, hypothesis.ids);
    hypothesis.ids.forEach((filled, mask) => {
      const position = seen.masks[mask]?.position ?? 0;
      if (filled === null) {
        reads.add(row, position, (logits) => {
          const top = new MaskScores(logits, model.texts).top(count, passes);
          options[index]?.[mask]?.push(
            ...top.map(({ ids: [id = 0], logProb }) => ({ id, logProb })),
          );
        });
      }
    });
  });
  await reads.run(model, context, began);
  return options;
}

/** Has the two other scores of a whole filling read. */
function scoresOf(
  reads: ScoreReads,
  model: OpenModel,
  seen: MaskedText,
  { ids, order, sequential }: Hypothesis,
): () => Filling {
  const words = ids.map((id) => id ?? 0);
  const positions = seen.masks.map(({ position }) => position);
  const sumOf = (rowFor: (mask: number) => readonly (number | null)[]): (() => number) => {
    const scores = words.map((id, mask) =>
      reads.token(rowOf(seen, rowFor(mask)), positions[mask] ?? 0, id),
    );
    return () => scores.reduce((sum, score) => sum + score().logProb, 0);
  };
  const independent = sumOf(() => words.map(() => null));
  const pll = sumOf((mask) => ids.with(mask, null));
  return () => ({
    ids: words,
    texts: words.map((id) => model.texts.written(id)),
    order,
    independent: independent(),
    sequential,
    pll: pll(),
  });
}

/** The text with these tokens in place of its masks; null leaves a mask. */
function rowOf(seen: MaskedText, filling: readonly (number | null)[]) {
  const ids = [...seen.ids];
  filling.forEach((id, mask) => {
    const position = seen.masks[mask]?.position;
    if (id !== null && position !== undefined) {
      ids[position] = id;
    }
  });
  return { ids, typeIds: seen.typeIds };
}
