import { NotificationType, NotificationType0 } from 'vscode-jsonrpc';
import type { EncodeOptions, InputName } from '../tokenizer/workbench';
import type { ViewError } from './view';

/** What the form of the Encode tab says. */
export interface EncodeForm {
  readonly options: EncodeOptions;
  /** Selections are taken two by two, as texts and their pairs; else each is a text. */
  readonly paired: boolean;
}

/** One row of the tensors, as parallel lists of one entry a token; see `EncodedRow` of the workbench. */
export interface EncodeRow {
  readonly text: number;
  /** Tokens of the whole row; the lists hold the first ones only where there are many. */
  readonly length: number;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly typeIds: readonly number[];
  readonly attentionMask: readonly number[];
  readonly specialTokensMask: readonly number[];
  readonly sequences: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly wordIds: readonly number[];
}

export interface EncodeState {
  readonly status: 'empty' | 'running' | 'done' | 'failed';
  /** Where the first text stands, such as "notes.md:12". */
  readonly source: string | null;
  /** Id of the tokenizer that gave the rows. */
  readonly tokenizer: string | null;
  readonly form: EncodeForm;
  /** At most `shownTokens` tokens of them; copies have all. */
  readonly rows: readonly EncodeRow[];
  /** Rows and tokens in all, padding included. */
  readonly rowCount: number;
  readonly tokenCount: number;
  /** What the model is fed, in order. */
  readonly inputNames: readonly InputName[];
  readonly notices: readonly string[];
  readonly error: ViewError | null;
  /** The field of the form that the error is about, such as `truncation.stride`. */
  readonly errorField: string | null;
}
/** Before anything was encoded. */
export function emptyEncode(form: EncodeForm): EncodeState {
  return {
    status: 'empty',
    source: null,
    tokenizer: null,
    form,
    rows: [],
    rowCount: 0,
    tokenCount: 0,
    inputNames: [],
    notices: [],
    error: null,
    errorField: null,
  };
}
export const encodeState = new NotificationType<EncodeState>('encode/state');

/** Encodes the selections of the active editor, else the paragraph at the cursor. */
export const startEncode = new NotificationType0('encode/start');
/** Encodes the same texts with another form. */
export const changeEncodeForm = new NotificationType<EncodeForm>('encode/changeForm');

/** The tensors as nested lists or as PyTorch code, or a program that makes them. */
export type EncodeFormat = 'dictionary' | 'torch' | 'python' | 'javascript';
export const copyEncoding = new NotificationType<{ readonly format: EncodeFormat }>('encode/copy');
