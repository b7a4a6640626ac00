import { l10n } from 'vscode';
import type { LabPinned, LabState } from '../../common/protocol/views/laboratory/laboratory';
import type { RunList } from '../history/runList';
import type { ModelRegistry } from '../models/modelRegistry';
import type { LabRun, LabRunContent } from './labRuns';

/**
 * What a state shows of a run.
 * @param followed whether the run's text is still followed in its document.
 * @param view what the view gets of a result.
 */
export function shownRun<Form, Result>(
  run: LabRun<Form, Result>,
  history: RunList<LabRunContent<Form, Result>>,
  registry: ModelRegistry,
  followed: boolean,
  view: (result: Result) => unknown,
): Partial<LabState<Form, Result>> {
  return {
    progress: null,
    share: null,
    source: run.source,
    form: run.form,
    result: view(run.result) as Result,
    growing: false,
    notices: followed ? run.notices : [...run.notices, unfollowedNotice()],
    error: null,
    models: run.models.map((model) => registry.shown(model)),
    milliseconds: run.facts.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    history: history.entries,
    run: run.run,
    pinned: pinnedRun(history, view),
  };
}

/** The pinned run as the view shows it. */
export function pinnedRun<Form, Result>(
  { pinned }: RunList<LabRunContent<Form, Result>>,
  view: (result: Result) => unknown,
): LabPinned<Result> | null {
  return (
    pinned && {
      run: pinned.run.run,
      label: pinned.label,
      result: view(pinned.run.result) as Result,
      notices: pinned.run.notices,
    }
  );
}

/** What a reader must know of a result whose text is no longer followed. */
function unfollowedNotice(): string {
  return l10n.t(
    'From an earlier run or window: to run with another form, put the cursor on the text and run again.',
  );
}
