import { emptyFillMask, type FillMaskState } from '../../common/protocol/views/fillMask';
import type { KeptRuns } from '../history/runList';
import type { FillMaskRun } from './fillMaskRuns';
import { restoredNotice, withNotice } from './fillMaskStates';

/** What a later window needs of the Fill Mask view. */
export interface KeptFillMask {
  readonly state: FillMaskState;
  readonly runs: KeptRuns<FillMaskRun>;
}

/** Candidates, of all masks together, of a state that is kept: about half a megabyte. */
const keptCandidates = 4_000;

/** The part of a state for a later window: without its result where that is too large. */
export function keptState(state: FillMaskState): FillMaskState {
  const candidates = state.masks.reduce((sum, mask) => sum + mask.candidates.length, 0);
  if (candidates <= keptCandidates) {
    return state;
  }
  const { filter, beamWidth } = state;
  return { ...emptyFillMask(state.topK), filter, beamWidth };
}

/** What an earlier window showed; its candidates cannot be put into a document any more. */
export function restoredState(state: FillMaskState): FillMaskState {
  return {
    ...emptyFillMask(state.topK),
    ...state,
    status: 'done',
    error: null,
    restored: true,
    notices: withNotice(state.notices, restoredNotice()),
  };
}
