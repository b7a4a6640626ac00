import { NotificationType, NotificationType0, RequestType0 } from 'vscode-jsonrpc';

/** What every view shares. State is pushed whole; the host owns it, a view only draws it. */

/** An error as the host worded it, with at most one button. */
export interface ViewError {
  readonly sentence: string;
  /** The button runs this action, see {@link runAction}. */
  readonly action: { readonly id: ViewActionId; readonly label: string } | null;
}

/** What a button in a view can ask of the host, besides the requests of its feature. */
export type ViewActionId =
  | 'restartProcesses'
  | 'showLog'
  | 'openSettings'
  | 'fillMask'
  | 'maskWord'
  | 'continue'
  | 'reinstall'
  | 'selectTokenizer'
  | 'addTokenizer'
  | 'retryTokenizer'
  | 'manageTrust'
  | 'setHubToken'
  | 'openHubSettings'
  | 'importPack'
  | 'sharedFolder'
  | 'selectFillMaskModel'
  | 'selectCompletionModel'
  | 'useServer'
  | 'useLocalModel'
  | 'setServerKey'
  | 'openServerSettings'
  | 'continueWithPreset'
  | 'editPresets'
  | 'demonstrateBias'
  | 'chooseModelFolder';

/** Which model, exactly, gave the numbers shown. */
export interface ViewModel {
  /** Among the models of this machine; absent for one that runs elsewhere. */
  readonly id?: string;
  /** Name with its honest addition, such as "gpt2-starter (trained for Tokenscope, not OpenAI's GPT-2)". */
  readonly name: string;
  readonly precision: string;
  /** Empty: not known. */
  readonly revision: string;
  /** Chooses another model for its task. */
  readonly choose?: ViewActionId;
  /** The completion server that it runs on; left out where it runs on this machine. */
  readonly server?: ServerFacts;
}

/** What is known of the completion server that wrote a text. */
export interface ServerFacts {
  readonly base: string;
  readonly host: string;
  /** As the server names it. */
  readonly model: string;
  /** Its `system_fingerprint`; null where it gives none. */
  readonly fingerprint: string | null;
  /** Whether it was sent the parameters that are not OpenAI's. */
  readonly further: boolean;
}

export interface Initialization {
  /** Contents of the display language's l10n bundle, for `l10n.config`; null for English. */
  readonly l10n: Readonly<Record<string, string>> | null;
}
/** Sent by a view once it listens; its first state follows as a notification. */
export const initialize = new RequestType0<Initialization, unknown>('view/initialize');
/** Runs a button's action. */
export const runAction = new NotificationType<{ readonly id: ViewActionId }>('view/action');
/** Gives up whatever runs for this view. */
export const cancel = new NotificationType0('view/cancel');
