import { NotificationType, NotificationType0, RequestType } from 'vscode-jsonrpc';
import type { BranchOrigin } from '../../completion/branches';
import type { CompletedToken } from '../../completion/completedToken';

/** A text of the tree of a prompt's texts. */
export interface BranchRow {
  readonly id: number;
  /** The branch it goes on from; null: the prompt. */
  readonly parent: number | null;
  readonly origin: BranchOrigin;
  /** How its own part begins. */
  readonly words: string;
  /** Of its own. */
  readonly tokens: number;
  /** Mean of the model's ln p of its own tokens; null without tokens. */
  readonly meanLogProb: number | null;
  readonly favourite: boolean;
}

/** One of several texts of a run; the tokens are its own. */
export interface SampleState {
  readonly branch: number;
  readonly tokens: readonly CompletedToken[];
  readonly text: string;
  /** Null of a beam, which draws nothing. */
  readonly seed: number | null;
  /** Of a beam; null of a sample. */
  readonly score: number | null;
  readonly stopped: string | null;
  readonly favourite: boolean;
}

/** A text that was kept with a star. */
export interface Favourite {
  readonly id: number;
  readonly text: string;
  /** The end of its prompt. */
  readonly prompt: string;
  readonly meanLogProb: number | null;
  readonly tokens: number;
  /** Source and time, worded by the host. */
  readonly label: string;
  readonly model: string;
  /** Whether its branch is among those that are shown now. */
  readonly branch: number | null;
}

/** A guess of the next token, and what really came. */
export interface GuessRow {
  /** As it was scored, with the space that leads to it. */
  readonly guess: string;
  readonly tokens: number;
  /** Σ ln p of its tokens. */
  readonly logProb: number;
  /** Rank of its first token. */
  readonly rank: number;
  /** The token that came. */
  readonly token: string;
  readonly tokenLogProb: number;
  /** The guess begins with the token that came. */
  readonly hit: boolean;
  /** The branch, and the place in its text from the prompt on. */
  readonly branch: number;
  readonly place: number;
}

/** Goes on from the shown text. */
export const extendCompletion = new NotificationType0('completion/extend');
/** Goes on with another token at a place of the shown text; what stands before stays as it is. */
export const branchCompletion = new NotificationType<{
  /** Index among the tokens of the shown text; its length is the end. */
  readonly place: number;
  readonly id: number | null;
  readonly text: string;
  /** The model's own. */
  readonly logProb: number | null;
}>('completion/branch');
/** Shows another text of the tree. */
export const showBranch = new NotificationType<{ readonly branch: number }>(
  'completion/showBranch',
);
/** Shows an earlier run again. */
export const showCompletionRun = new NotificationType<{ readonly run: number }>(
  'completion/showRun',
);
/** Keeps a text with a star, or lets it go. */
export const starBranch = new NotificationType<{ readonly branch: number }>('completion/star');
/** What can be done with a favourite. */
export const useFavourite = new NotificationType<{
  readonly id: number;
  readonly what: 'insert' | 'copy' | 'remove';
}>('completion/favourite');
/** Takes the text at the cursor as the prompt, and generates nothing yet. */
export const beginGuessing = new NotificationType0('completion/beginGuessing');
/**
 * Guesses the token behind the shown text, which then comes. An empty guess only reveals it. False when
 * refused; the next state says why.
 */
export const guessNext = new RequestType<{ readonly guess: string }, boolean, unknown>(
  'completion/guess',
);
