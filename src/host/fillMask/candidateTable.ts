import type { CandidateRow } from '../../common/protocol/views/fillMask';

/** Candidates of a mask as tab-separated lines with a header. */
export function candidateTable(candidates: readonly CandidateRow[]): string {
  const lines = candidates.map(({ rank, token, probability, logProb, ids }) =>
    [rank, token, probability, logProb, ids.join(' ')].join('\t'),
  );
  return [['rank', 'token', 'probability', 'log_prob', 'id'].join('\t'), ...lines, ''].join('\n');
}
