import { NotificationType, NotificationType0, RequestType0 } from 'vscode-jsonrpc';
import type { GeneratedToken, SamplingParams } from '../model/completion';
import type { ViewError, ViewModel } from './view';

/** The form's values: the settings `tokenscope.completion.*`. A seed of null means a new one each run. */
export type SamplingForm = Omit<SamplingParams, 'seed'> & { readonly seed: number | null };

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
  readonly tokens: readonly GeneratedToken[];
  /** The whole continuation so far. */
  readonly text: string;
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
  readonly from: number;
  readonly tokens: readonly GeneratedToken[];
  readonly tokensPerSecond: number | null;
  readonly millisecondsToFirstToken: number | null;
}
export const completionTokens = new NotificationType<CompletionTokens>('completion/tokens');

/** Starts a run at the cursor or selection of the active editor, as the command does. */
export const startCompletion = new NotificationType0('completion/start');
/** Runs again on the same prompt, with the form as it is now. */
export const restartCompletion = new NotificationType0('completion/restart');
/** Inserts at the cursor, one undo step. False when refused; the next state says why. */
export const insertCompletion = new RequestType0<boolean, unknown>('completion/insert');
/** Replaces the selection that the run began on, one undo step. */
export const replaceSelection = new RequestType0<boolean, unknown>('completion/replace');
export const copyCompletion = new NotificationType0('completion/copy');
/** Writes changed form fields to the settings. The view checks ranges first, the host again. */
export const changeForm = new NotificationType<Partial<SamplingForm>>('completion/changeForm');
