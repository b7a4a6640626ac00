import {
  changeForm,
  copyCompletion,
  insertCompletion,
  replaceSelection,
  restartCompletion,
  startCompletion,
  type CompletionState,
} from '../../src/common/protocol/views/completion';
import {
  beginGuessing,
  branchCompletion,
  extendCompletion,
  guessNext,
  showBranch,
  showCompletionRun,
  starBranch,
  useFavourite,
} from '../../src/common/protocol/views/completionBranches';
import type { Host } from '../shared/host';
import { listen } from '../shared/listen';
import {
  AlternativeChosen,
  BranchSelected,
  CompletionRequest,
  FavouriteUsed,
  FormChange,
  GuessMade,
  RunSelected,
} from './events';

/** Hands to the host what the parts of the Continue view ask for. */
export function wireRequests(
  view: HTMLElement,
  host: Host,
  state: () => CompletionState | null,
): void {
  /** What follows works with this text. */
  const show = (branch: number | null): void => {
    if (branch !== null && branch !== state()?.shown) host.tell(showBranch, { branch });
  };
  listen(view, CompletionRequest, ({ action, branch }) => {
    const starred = branch ?? state()?.shown ?? null;
    if (action === 'star') {
      if (starred !== null) host.tell(starBranch, { branch: starred });
      return;
    }
    show(branch);
    request(host, action);
  });
  listen(view, BranchSelected, ({ branch }) => show(branch));
  listen(view, AlternativeChosen, ({ branch, place, choice: { id, text, logProb } }) => {
    show(branch);
    host.tell(branchCompletion, { place, id, text, logProb });
  });
  listen(view, RunSelected, ({ run }) => host.tell(showCompletionRun, { run }));
  listen(view, FavouriteUsed, ({ id, what }) => host.tell(useFavourite, { id, what }));
  listen(view, GuessMade, ({ guess }) => host.ask(guessNext, { guess }));
  listen(view, FormChange, ({ changes }) => host.tell(changeForm, changes));
}

function request(host: Host, action: Exclude<CompletionRequest['action'], 'star'>): void {
  switch (action) {
    case 'start':
      host.tell(startCompletion);
      break;
    case 'restart':
      host.tell(restartCompletion);
      break;
    case 'extend':
      host.tell(extendCompletion);
      break;
    case 'copy':
      host.tell(copyCompletion);
      break;
    case 'insert':
      void host.ask(insertCompletion);
      break;
    case 'replace':
      void host.ask(replaceSelection);
      break;
    case 'guess':
      host.tell(beginGuessing);
      break;
  }
}
