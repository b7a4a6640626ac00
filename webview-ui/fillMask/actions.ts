import {
  applyCandidate,
  applyFilling,
  copyCandidates,
  fillAllTogether,
  filterCandidates,
  previewFill,
  showFillMaskRun,
} from '../../src/common/protocol/views/fillMask';
import type { Host } from '../shared/host';
import { listen } from '../shared/listen';
import {
  CandidateChosen,
  CopyRequest,
  FillingChosen,
  FilterChanged,
  PreviewRequest,
  RunSelected,
  TogetherRequest,
} from './events';

/** Hands to the host what the elements of the view ask for. */
export function wireActions(view: HTMLElement, host: Host): void {
  listen(view, CandidateChosen, ({ mask, candidate }) =>
    host.ask(applyCandidate, { mask, candidate }),
  );
  listen(view, FillingChosen, ({ filling }) => host.ask(applyFilling, { filling }));
  listen(view, CopyRequest, ({ mask }) => host.tell(copyCandidates, { mask }));
  listen(view, FilterChanged, ({ filter }) => host.tell(filterCandidates, { filter }));
  listen(view, TogetherRequest, ({ beamWidth }) => host.tell(fillAllTogether, { beamWidth }));
  listen(view, PreviewRequest, ({ what }) => host.tell(previewFill, { what }));
  listen(view, RunSelected, ({ run }) => host.tell(showFillMaskRun, { run }));
}
