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
  function on<E extends Event>(
    type: { readonly type: string; new (...args: never[]): E },
    act: (event: E) => unknown,
  ): void {
    view.addEventListener(type.type, (event) => {
      if (event instanceof type) void act(event);
    });
  }
  on(CandidateChosen, ({ mask, candidate }) => host.ask(applyCandidate, { mask, candidate }));
  on(FillingChosen, ({ filling }) => host.ask(applyFilling, { filling }));
  on(CopyRequest, ({ mask }) => host.tell(copyCandidates, { mask }));
  on(FilterChanged, ({ filter }) => host.tell(filterCandidates, { filter }));
  on(TogetherRequest, ({ beamWidth }) => host.tell(fillAllTogether, { beamWidth }));
  on(PreviewRequest, ({ what }) => host.tell(previewFill, { what }));
  on(RunSelected, ({ run }) => host.tell(showFillMaskRun, { run }));
}
