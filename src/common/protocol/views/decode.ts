import { NotificationType, NotificationType0 } from 'vscode-jsonrpc';
import type { ViewError } from './view';

export interface DecodeRow {
  readonly id: number;
  /** Null for an id that is not in the vocabulary. */
  readonly token: string | null;
  readonly special: boolean;
  /** What it adds to the text; null where the token is a part of a character, or this is not known. */
  readonly piece: string | null;
}

export interface DecodeState {
  readonly status: 'empty' | 'running' | 'done' | 'failed';
  readonly tokenizer: string | null;
  readonly skipSpecialTokens: boolean;
  /** What was pasted: a page that is hidden forgets its field. */
  readonly pasted: string;
  readonly text: string;
  /** The first ids only, where there are many. */
  readonly rows: readonly DecodeRow[];
  readonly idCount: number;
  /** Places, among the ids that were sent, of those that are not in the vocabulary. */
  readonly bad: readonly number[];
  readonly notices: readonly string[];
  readonly error: ViewError | null;
}
/** Before anything was pasted. */
export const emptyDecode: DecodeState = {
  status: 'empty',
  tokenizer: null,
  skipSpecialTokens: false,
  pasted: '',
  text: '',
  rows: [],
  idCount: 0,
  bad: [],
  notices: [],
  error: null,
};

export const decodeState = new NotificationType<DecodeState>('decode/state');

/** Decodes ids. The view reads them out of what was pasted (`parseIdList`) and keeps their places. */
export const decodeIds = new NotificationType<{
  readonly ids: readonly number[];
  readonly skipSpecialTokens: boolean;
  /** What they were read out of. */
  readonly pasted: string;
}>('decode/ids');
/** Copies the whole text. */
export const copyDecoded = new NotificationType0('decode/copy');
