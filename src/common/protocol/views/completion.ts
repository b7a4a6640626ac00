import { NotificationType, NotificationType0, RequestType0 } from 'vscode-jsonrpc';
import type { CompletedToken } from '../../completion/completedToken';
import type { SamplingParams } from '../model/completion';
import type { BranchRow, Favourite, GuessRow, SampleState } from './completionBranches';
import type { HistoryEntry } from './history';
import type { ViewError, ViewModel } from './view';

/** The form's values: the settings `tokenscope.completion.*`. A seed of null means a new one each run. */
export type SamplingForm = Omit<SamplingParams, 'seed'> & {
  readonly seed: number | null;
  /** Texts of one run, side by side. */
  readonly samples: number;
  /** More than 1: beam search, whose best texts, as many as samples, stand side by side. */
  readonly numBeams: number;
};

/** A completion server, as a view must always name it. */
export interface ServerMark {
  readonly host: string;
  /** It runs on this machine. */
  readonly local: boolean;
}

export interface CompletionState {
  /** Changes with every run; token notifications name it. */
  readonly run: number;
  readonly status: 'empty' | 'running' | 'done' | 'failed';
  readonly progress: string | null;
  readonly source: string | null;
  /** The end of what the model read, for the eye (at most 2,000 characters); `promptCut` when more stands before it. */
  readonly prompt: string;
  readonly promptCut: boolean;
  readonly promptTokens: number;
  /** Of the shown branch, from the prompt on. */
  readonly tokens: readonly CompletedToken[];
  /** The whole continuation so far. */
  readonly text: string;
  /** How many of the tokens stood there before the shown branch. */
  readonly kept: number;
  /** Which of the tokens, by their place, a person put there. */
  readonly chosen: readonly number[];
  /** Every text of this prompt, each behind the one it goes on from. */
  readonly branches: readonly BranchRow[];
  /** The branch that is shown; null while there is none. */
  readonly shown: number | null;
  /** The texts of the shown branch's run side by side; none where it is the only one. */
  readonly samples: readonly SampleState[];
  /** Guesses of the next token, the first first. */
  readonly guesses: readonly GuessRow[];
  readonly favourites: readonly Favourite[];
  /** Earlier runs, the latest first. */
  readonly history: readonly HistoryEntry[];
  /** The run of the history that is shown; null when it is none. */
  readonly entry: number | null;
  /** Its place in a document is not known any more: the text goes to the active editor's cursor. */
  readonly restored: boolean;
  /** Why what looks into the model is not to be had, worded by the host; null where it is. */
  readonly closed: string | null;
  /** The server that the next text comes from, and the prompt is sent to; null: this machine's model. */
  readonly server: ServerMark | null;
  readonly notices: readonly string[];
  readonly error: ViewError | null;
  readonly model: ViewModel | null;
  /** Null until they are measured. */
  readonly millisecondsToFirstToken: number | null;
  readonly tokensPerSecond: number | null;
  /** The seed that this run used. */
  readonly seed: number | null;
  /** Why it stopped, worded by the host. */
  readonly stopped: string | null;
  /** The run began on a selection that can be replaced. */
  readonly hasSelection: boolean;
  readonly form: SamplingForm;
}
/** The state of a view that shows no continuation yet, with the form's values. */
export function emptyCompletion(form: SamplingForm): CompletionState {
  return {
    run: 0,
    status: 'empty',
    progress: null,
    source: null,
    prompt: '',
    promptCut: false,
    promptTokens: 0,
    tokens: [],
    text: '',
    kept: 0,
    chosen: [],
    branches: [],
    shown: null,
    samples: [],
    guesses: [],
    favourites: [],
    history: [],
    entry: null,
    restored: false,
    closed: null,
    server: null,
    notices: [],
    error: null,
    model: null,
    millisecondsToFirstToken: null,
    tokensPerSecond: null,
    seed: null,
    stopped: null,
    hasSelection: false,
    form,
  };
}
export const completionState = new NotificationType<CompletionState>('completion/state');

/** New tokens of a run, appended to the last state's. */
export interface CompletionTokens {
  readonly run: number;
  /** The branch that they belong to: the shown one, or one of its samples. */
  readonly branch: number;
  /** Place of the first among the branch's tokens, from the prompt on. */
  readonly from: number;
  readonly tokens: readonly CompletedToken[];
  readonly tokensPerSecond: number | null;
  readonly millisecondsToFirstToken: number | null;
}
export const completionTokens = new NotificationType<CompletionTokens>('completion/tokens');

/** Starts a run at the cursor or selection of the active editor, as the command does. */
export const startCompletion = new NotificationType0('completion/start');
/** Another text in the place of the shown one, with the form as it is now. */
export const restartCompletion = new NotificationType0('completion/restart');
/** Inserts at the cursor, one undo step. False when refused; the next state says why. */
export const insertCompletion = new RequestType0<boolean, unknown>('completion/insert');
/** Replaces the selection that the run began on, one undo step. */
export const replaceSelection = new RequestType0<boolean, unknown>('completion/replace');
export const copyCompletion = new NotificationType0('completion/copy');
/** Writes changed form fields to the settings. The view checks ranges first, the host again. */
export const changeForm = new NotificationType<Partial<SamplingForm>>('completion/changeForm');
