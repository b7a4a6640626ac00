import { association, logProbBiasScore, logProbRatio } from '../../../common/measures/association';
import type { TargetScore, TargetsResult } from '../../../common/protocol/model/targets';
import type { TargetRow } from '../../../common/protocol/views/laboratory/targets';
import type { TargetSet } from '../../../common/targets/targetList';
import { orNull } from '../orNull';

/** A row for each target of each set, with ratios to the reference: the one named, else the first with a score. */
export function targetRows(
  sets: readonly TargetSet[],
  { targets }: TargetsResult,
  reference: string | null,
): TargetRow[] {
  const scores = new Map(targets.map((score) => [score.target, score]));
  const scored = targets.filter(({ logProb }) => !Number.isNaN(logProb));
  const to = scored.find(({ target }) => target === reference) ?? scored[0];
  return sets.flatMap(({ name, targets: words }) =>
    words.flatMap((word) => {
      const score = scores.get(word);
      return score ? [targetRow(name, score, to)] : [];
    }),
  );
}

function targetRow(set: string, score: TargetScore, to: TargetScore | undefined): TargetRow {
  const { target, tokens, ids, scoring, logProb, rank, logProbPrior, problem } = score;
  const own = association(logProb, logProbPrior);
  const its = to ? association(to.logProb, to.logProbPrior) : Number.NaN;
  return {
    set,
    target,
    tokens,
    ids,
    scoring,
    logProb: orNull(logProb),
    rank: rank === 0 ? null : rank,
    logProbPrior: orNull(logProbPrior),
    association: orNull(own),
    logProbRatio: orNull(logProbRatio(logProb, to?.logProb ?? Number.NaN)),
    logProbBiasScore: orNull(logProbBiasScore(own, its)),
    unlike: to !== undefined && (to.ids.length !== ids.length || to.scoring !== scoring),
    problem,
  };
}
