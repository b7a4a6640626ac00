import { NotificationType, RequestType } from 'vscode-jsonrpc';
import { noFilter, type CandidateFilter } from '../model/candidateFilter';
import type { HistoryEntry } from './history';
import type { ViewError, ViewModel } from './view';

export interface CandidateRow {
  /** As it would be written into the document. */
  readonly text: string;
  /** The vocabulary's own string and id; a target of several pieces has several ids. */
  readonly token: string;
  readonly ids: readonly number[];
  /** From 0 to 1; NaN travels as null where there is no score. */
  readonly probability: number | null;
  /** Natural logarithm. */
  readonly logProb: number | null;
  readonly rank: number | null;
  /** A special token, which stands for no text: it is shown, and cannot be put into the document. */
  readonly special: boolean;
}

export interface MaskRow {
  readonly candidates: readonly CandidateRow[];
  /** The word that was masked by "Mask This Word", scored as a target. */
  readonly original: CandidateRow | null;
  /** Index into `candidates` of the one that was put into the document, if any. */
  readonly applied: number | null;
}

/** The text in reading order; a mask names its row, or null when it lay outside the scored window. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mask'; readonly label: string; readonly row: number | null };

/** All masks filled together (measures: joint filling); scores in nats, none a joint probability. */
export interface FillingRow {
  /** A text for each mask that was filled, in the order of the text. */
  readonly texts: readonly string[];
  /** Indexes of the masks, the first filled first. */
  readonly order: readonly number[];
  readonly independent: number;
  readonly sequential: number;
  readonly pll: number;
}

export interface Together {
  /** Of the text, in its order, with the masks that were filled. */
  readonly fillings: readonly FillingRow[];
  /** Index of the filling that was put into the document, if any. */
  readonly applied: number | null;
  readonly beamWidth: number;
}

/** An earlier run that stays beside the one that is shown. */
export interface PinnedFillMask {
  readonly run: number;
  readonly label: string;
  readonly text: readonly TextPiece[];
  readonly masks: readonly MaskRow[];
  readonly together: Together | null;
}

export interface FillMaskState {
  readonly status: 'empty' | 'running' | 'done' | 'failed';
  /** What is going on, worded by the host: "Loading bert-base-uncased…". */
  readonly progress: string | null;
  /** Where the text came from, such as "notes.md:12". */
  readonly source: string | null;
  readonly text: readonly TextPiece[];
  readonly masks: readonly MaskRow[];
  /** Things to know about this result: cut text, independent distributions, unscored masks. */
  readonly notices: readonly string[];
  readonly error: ViewError | null;
  readonly model: ViewModel | null;
  readonly tokens: number;
  readonly threads: number;
  readonly milliseconds: number;
  readonly topK: number;
  /** Which tokens may be candidates. */
  readonly filter: CandidateFilter;
  /** Fillings that the next joint search keeps. */
  readonly beamWidth: number;
  readonly together: Together | null;
  /** Earlier runs, the latest first. */
  readonly history: readonly HistoryEntry[];
  /** The run that is shown; null when it is none of the history. */
  readonly run: number | null;
  readonly pinned: PinnedFillMask | null;
  /** Kept from before a reload of the window: its places in a document are not known any more. */
  readonly restored: boolean;
}
/** The state of a view that shows no result yet. @param topK candidates a mask that the next run asks for. */
export function emptyFillMask(topK: number): FillMaskState {
  return {
    status: 'empty',
    progress: null,
    source: null,
    text: [],
    masks: [],
    notices: [],
    error: null,
    model: null,
    tokens: 0,
    threads: 0,
    milliseconds: 0,
    topK,
    filter: noFilter,
    beamWidth: 5,
    together: null,
    history: [],
    run: null,
    pinned: null,
    restored: false,
  };
}
export const fillMaskState = new NotificationType<FillMaskState>('fillMask/state');

/** Puts a candidate into the document, one undo step. False when refused; the next state says why. */
export const applyCandidate = new RequestType<
  { readonly mask: number; readonly candidate: number },
  boolean,
  unknown
>('fillMask/apply');
/**
 * Runs again with this many candidates (also written to the setting): on the same text, in which the
 * masks are filled that were filled in the document meanwhile; after a reload, at the cursor of the
 * active editor.
 */
export const rerunFillMask = new NotificationType<{ readonly topK: number }>('fillMask/rerun');
/** Copies one mask's candidates as tab-separated lines with a header. */
export const copyCandidates = new NotificationType<{ readonly mask: number }>('fillMask/copy');
/** Changes which tokens may be candidates, and runs again. */
export const filterCandidates = new NotificationType<{ readonly filter: CandidateFilter }>(
  'fillMask/filter',
);
/** Fills all masks together, keeping this many fillings at each step. */
export const fillAllTogether = new NotificationType<{ readonly beamWidth: number }>(
  'fillMask/together',
);
/** Puts a filling into the document, one undo step. False when refused; the next state says why. */
export const applyFilling = new RequestType<{ readonly filling: number }, boolean, unknown>(
  'fillMask/applyFilling',
);
/** Shows in the editor what a candidate or filling would be like, without editing; null for none. */
export const previewFill = new NotificationType<{
  readonly what:
    | { readonly mask: number; readonly candidate: number }
    | { readonly filling: number }
    | null;
}>('fillMask/preview');
/** Shows an earlier run again. */
export const showFillMaskRun = new NotificationType<{ readonly run: number }>('fillMask/showRun');
/** Keeps a run beside those that follow; null lets it go. */
export const pinFillMaskRun = new NotificationType<{ readonly run: number | null }>('fillMask/pin');
