import type { FillMaskState, PinnedFillMask } from '../../common/protocol/views/fillMask';
import type { KeptRun } from '../history/runList';

/** What is kept of a run of the Fill Mask view. */
export interface FillMaskRun extends Pick<
  FillMaskState,
  'text' | 'masks' | 'notices' | 'model' | 'tokens' | 'milliseconds' | 'topK' | 'together'
> {
  readonly source: string;
}

/** The part of a state that is kept as a run. */
export function runOf(state: FillMaskState): FillMaskRun {
  const { text, masks, notices, model, tokens, milliseconds, topK, together, source } = state;
  const kept = { text, masks, notices, model, tokens, milliseconds, topK, together };
  return { ...kept, source: source ?? '' };
}

/** A pinned run as the view shows it. */
export function pinnedOf(
  pinned: { readonly run: KeptRun<FillMaskRun>; readonly label: string } | null,
): PinnedFillMask | null {
  if (!pinned) {
    return null;
  }
  const { run, text, masks, together } = pinned.run;
  return { run, label: pinned.label, text, masks, together };
}
