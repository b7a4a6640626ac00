import type { Candidate } from '../../../common/protocol/model/fillMask';
import type { NextTokenResult } from '../../../common/protocol/model/nextToken';
import type { TargetsResult } from '../../../common/protocol/model/targets';
import type {
  ContextCandidate,
  ContextColumn,
} from '../../../common/protocol/views/laboratory/contexts';
import { orNull } from '../orNull';

/** BERT's column. */
export function maskedColumn(
  kind: 'both' | 'left',
  { targets, candidates }: TargetsResult,
  word: string,
): ContextColumn {
  const [target] = targets;
  return {
    kind,
    model: 0,
    candidates: candidates.map((each) => candidate(each, target?.ids ?? [])),
    logProb: orNull(target?.logProb ?? Number.NaN),
    rank: target?.rank === 0 ? null : (target?.rank ?? null),
    tokens: target?.tokens ?? [word],
    ids: target?.ids ?? [],
    scoring: target?.scoring ?? 'single_only',
  };
}

/** GPT-2's column. */
export function causalColumn(result: NextTokenResult, word: string): ContextColumn {
  const { candidates, ids, tokens, logProb, rankFirst } = result;
  return {
    kind: 'causal',
    model: 1,
    candidates: candidates.map((each) => candidate(each, ids)),
    logProb: orNull(logProb),
    rank: ids.length === 1 ? rankFirst : null,
    tokens: tokens.length > 0 ? tokens : [word],
    ids,
    scoring: 'chain_rule',
  };
}

function candidate(
  { text, token, ids, logProb }: Candidate,
  word: readonly number[],
): ContextCandidate {
  return {
    text,
    token,
    probability: Math.exp(logProb),
    logProb,
    hit: word.length === 1 && word[0] === ids[0],
  };
}
