import { NotificationType } from 'vscode-jsonrpc';
import type { HistoryEntry } from '../history';
import type { ViewError, ViewModel } from '../view';

/** The laboratory's tools, in the order of its tabs. */
export const labTools = [
  'targets',
  'contexts',
  'randomMasks',
  'nextSentence',
  'sentences',
  'attention',
  'vectors',
  'labels',
  'cloze',
  'trainedHead',
  'surprisal',
  'readings',
  'logitLens',
  'contextShift',
  'precisions',
] as const;
export type LabToolId = (typeof labTools)[number];

/** What every tool's state holds; `Form` is what the user sets, `Result` what a run gives. */
export interface LabState<Form = unknown, Result = unknown> {
  readonly status: 'empty' | 'running' | 'done' | 'failed';
  /** What is going on, worded by the host. */
  readonly progress: string | null;
  /** The share done, from 0 to 1; null while it is not known. */
  readonly share: number | null;
  /** Where the text came from, such as "notes.md:12". */
  readonly source: string | null;
  readonly form: Form;
  readonly result: Result | null;
  /** Whether the result is of the run that is under way, and goes on to grow. */
  readonly growing: boolean;
  /** Things to know to read this result rightly. */
  readonly notices: readonly string[];
  readonly error: ViewError | null;
  /** Why the tool cannot run, worded by the host; null when it can. */
  readonly unavailable: string | null;
  /** The models that gave the numbers. */
  readonly models: readonly ViewModel[];
  readonly milliseconds: number;
  /** Earlier runs, the latest first; any of them can be shown again or pinned. */
  readonly history: readonly HistoryEntry[];
  /** The run that is shown; null when it is none of the history. */
  readonly run: number | null;
  /** A run that stays beside the one that is shown. */
  readonly pinned: LabPinned<Result> | null;
  /** Whether the editor shows the colours of the result. */
  readonly colors: boolean;
}

export interface LabPinned<Result = unknown> {
  readonly run: number;
  readonly label: string;
  readonly result: Result;
  readonly notices: readonly string[];
}

/** What can be copied of a result. */
export type LabCopy = 'table' | 'python' | 'methods';

export const labState = new NotificationType<{
  readonly tool: LabToolId;
  readonly state: LabState;
}>('laboratory/state');
/** How far a run is: changes these parts of the tool's state, and only these. */
export const labProgress = new NotificationType<{
  readonly tool: LabToolId;
  readonly progress: string | null;
  readonly share: number | null;
}>('laboratory/progress');
/** Brings a tool's tab to the front. */
export const showLabTool = new NotificationType<{ readonly tool: LabToolId }>('laboratory/show');
/** Runs a tool on what is selected in the active editor. */
export const runLab = new NotificationType<{ readonly tool: LabToolId }>('laboratory/run');
/** Changes the form, and runs again on the same text when there is one. */
export const changeLabForm = new NotificationType<{
  readonly tool: LabToolId;
  readonly form: unknown;
}>('laboratory/form');
/** Copies the result; `table` names one of several tables. */
export const copyLab = new NotificationType<{
  readonly tool: LabToolId;
  readonly what: LabCopy;
}>('laboratory/copy');
/** Asks for a file and writes the result's table with its provenance. */
export const exportLab = new NotificationType<{ readonly tool: LabToolId }>('laboratory/export');
/** Shows an earlier run again. */
export const showLabRun = new NotificationType<{
  readonly tool: LabToolId;
  readonly run: number;
}>('laboratory/showRun');
/** Keeps a run beside those that follow; null lets it go. */
export const pinLabRun = new NotificationType<{
  readonly tool: LabToolId;
  readonly run: number | null;
}>('laboratory/pin');
/** A part of a result under the pointer, for the editor to mark; null for none. */
export const hoverLab = new NotificationType<{
  readonly tool: LabToolId;
  readonly part: number | null;
}>('laboratory/hover');

/** Selects a part of a result in the editor. */
export const revealLab = new NotificationType<{
  readonly tool: LabToolId;
  readonly part: number;
}>('laboratory/reveal');

/** Shows or hides the colours that a tool's result lays on its document. */
export const showLabColors = new NotificationType<{
  readonly tool: LabToolId;
  readonly shown: boolean;
}>('laboratory/colors');

/** The state of a tool that has not run. */
export function emptyLab<Form, Result>(form: Form): LabState<Form, Result> {
  return {
    status: 'empty',
    progress: null,
    share: null,
    source: null,
    form,
    result: null,
    growing: false,
    notices: [],
    error: null,
    unavailable: null,
    models: [],
    milliseconds: 0,
    history: [],
    run: null,
    pinned: null,
    colors: true,
  };
}
