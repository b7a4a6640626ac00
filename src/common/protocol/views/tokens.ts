import { NotificationType, NotificationType0 } from 'vscode-jsonrpc';
import type { TokenChunk, TokenCounts } from '../tokenizer/tokenList';
import type { OffsetRange } from '../tokenizer/tokens';
import type { ViewError } from './view';

/** The Tokens tab. The tokens themselves come as chunks, see {@link tokensChunk}. */
export interface TokensState {
  readonly status: 'empty' | 'running' | 'done' | 'failed';
  /** Where the text comes from, such as "notes.md:12 · selection". */
  readonly source: string | null;
  readonly tokenizer: string;
  /** How it splits words, such as "byte-level BPE"; empty when it is not known. */
  readonly method: string;
  /** Of the model that the tokenizer belongs to, in tokens; null when it is not known. */
  readonly contextLength: number | null;
  /** Whether the tokens that frame each text, such as `[CLS]`, are shown and counted. */
  readonly addSpecialTokens: boolean;
  /** Whether everything is drawn for a room. */
  readonly projector: boolean;
  /** Of the whole text, when they are known. */
  readonly counts: TokenCounts | null;
  /** Number of the run that the tokens come from; those of earlier runs are outdated. */
  readonly run: number;
  readonly error: ViewError | null;
}
export const tokensState = new NotificationType<TokensState>('tokens/state');

/** Tokens that the view gets at most. */
export const shownTokens = 100_000;

/** The next tokens of a run. The first chunk of a run replaces all tokens of the run before. */
export const tokensChunk = new NotificationType<{
  readonly run: number;
  readonly chunk: TokenChunk;
}>('tokens/chunk');

/** Where the cursor is in the text that is shown, as a UTF-16 offset of the document; null: elsewhere. */
export const tokensCursor = new NotificationType<{
  readonly offset: number | null;
  /** Scroll to it and give it the focus. */
  readonly reveal: boolean;
}>('tokens/cursor');

/** The pointer or the focus is on a token of this span; null when it has left. */
export const hoverSpan = new NotificationType<{ readonly span: OffsetRange | null }>(
  'tokens/hover',
);
/** Selects the span in the editor; what the view shows stays. */
export const pickSpan = new NotificationType<{ readonly span: OffsetRange }>('tokens/pick');
export const setSpecialTokens = new NotificationType<{ readonly on: boolean }>(
  'tokens/specialTokens',
);
/** Which tab of the Tokens view: in the order of the page. */
export type TokensTab = 'tokens' | 'encode' | 'decode';
/** Shows one of the tabs. */
export const showTab = new NotificationType<{ readonly tab: TokensTab }>('tokens/showTab');

/** Copies the ids of what is shown, in a form that the user chooses. */
export const copyShownIds = new NotificationType<{
  /** One list for each selection. */
  readonly ids: readonly Uint32Array[];
}>('tokens/copyIds');
export const chooseTokenizer = new NotificationType0('tokens/chooseTokenizer');
export const exportShownTokens = new NotificationType0('tokens/exportShown');
