import { checkTargetList } from '../../../common/decoding/fillMaskLimits';
import { TokenscopeError } from '../../../common/errors';
import type { Candidate } from '../../../common/protocol/model/fillMask';
import type {
  TargetsParams,
  TargetScore,
  TargetsResult,
} from '../../../common/protocol/model/targets';
import { tokenFilter } from '../decoding/candidateFilter';
import type { TokenRow } from '../encoder/runRows';
import { encodeMasked, type MaskedText, type SeenMask } from '../fillMask/maskedText';
import { MaskScores } from '../fillMask/scores';
import { targetBatch, wordsInPlace, type WordInPlace } from '../fillMask/targetIds';
import { ScoreReads } from '../masked/scoreReads';
import type { OpenModel } from '../models/openModel';
import { requireMask } from '../models/maskToken';
import { breathe, runModel, type RunContext } from '../models/runModel';
import { attributePositions, withPrior } from './attribute';
import { pieceReads } from './pieceReads';
import { problemOf } from './problems';

/** Answers `targets/run`. */
export async function runTargets(
  params: TargetsParams,
  context: RunContext,
): Promise<TargetsResult> {
  checkTargetList(params.targets);
  return runModel(context, params, 'fill-mask', (model) => score(model, params, context));
}

async function score(
  model: OpenModel,
  params: TargetsParams,
  context: RunContext,
): Promise<TargetsResult> {
  const began = performance.now();
  const mask = requireMask(model);
  const { text, targets, scoring, topK } = params;
  let seen = await encodeMasked(model, mask, text, params.focus);
  let gap = gapOf(seen, params.focus);
  const places = await placesOf(model, text, seen, gap, targets, context);
  // A target of several pieces needs room for each of them.
  const most = Math.max(1, ...places.map((place) => (place.kind === 'ids' ? place.ids.length : 0)));
  const reserve = scoring === 'single_only' ? 0 : most - 1;
  if (seen.ids.length + reserve > model.ref.contextLength) {
    seen = await encodeMasked(model, mask, text, params.focus, reserve);
    gap = gapOf(seen, params.focus);
  }
  const attribute = attributePositions(seen, gap, params);
  const prior = attribute.length > 0 ? withPrior(seen, attribute, mask.id) : null;
  const reads = new ScoreReads();
  const scores = places.map((place, index) => {
    const problem = problemOf(model, place, targets[index] ?? '', scoring);
    const ids = place.kind === 'ids' && problem !== 'oov' ? place.ids : [];
    const scored = ids.length > 0 && problem !== 'pieces';
    const read = (row: TokenRow | null) =>
      scored && row ? pieceReads(reads, row, gap.position, mask.id, ids, scoring) : null;
    return { ids, problem, given: read(seen), prior: read(prior) };
  });
  let candidates: Candidate[] = [];
  const passes = await tokenFilter(model, params.filter);
  // Without targets that can be scored, the gap itself is still run.
  reads.add(seen, gap.position, (logits) => {
    candidates = topK > 0 ? new MaskScores(logits, model.texts).top(topK, passes) : [];
  });
  const facts = await reads.run(model, context, began);
  return {
    targets: scores.map(({ ids, problem, given, prior: without }, index): TargetScore => {
      const own = given?.() ?? { logProb: Number.NaN, rank: 0 };
      return {
        target: targets[index] ?? '',
        ids,
        tokens: ids.map((id) => model.texts.token(id)),
        scoring: ids.length > 1 ? scoring : 'single_only',
        ...own,
        logProbPrior: without?.().logProb ?? Number.NaN,
        problem,
      };
    }),
    candidates,
    attributeTokens: attribute.length,
    tokens: seen.ids.length,
    window: seen.window,
    facts,
  };
}

/** The mask that the targets are written to. */
function gapOf({ masks }: MaskedText, focus: number): SeenMask {
  const [first, ...others] = masks;
  if (!first) {
    throw new TokenscopeError('Internal', { reason: 'a text without its mask' });
  }
  const distance = ({ start, end }: SeenMask): number => Math.max(start - focus, focus - end, 0);
  return others.reduce((best, each) => (distance(each) < distance(best) ? each : best), first);
}

async function placesOf(
  model: OpenModel,
  text: string,
  seen: MaskedText,
  gap: SeenMask,
  targets: readonly string[],
  { token }: RunContext,
): Promise<WordInPlace[]> {
  const places: WordInPlace[] = [];
  for (let from = 0; from < targets.length; from += targetBatch) {
    await breathe(token);
    const words = targets.slice(from, from + targetBatch);
    places.push(...(await wordsInPlace(model, text, seen, gap, words)));
  }
  return places;
}
