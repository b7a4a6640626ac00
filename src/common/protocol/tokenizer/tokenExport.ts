import { ProgressType, RequestType } from 'vscode-jsonrpc';
import type { ProvenanceSeed } from '../../exports/provenance';
import type { DocumentRef, OffsetRange, TokenizerRef } from './tokens';

export interface TokenExportParams {
  readonly document: DocumentRef;
  readonly tokenizer: TokenizerRef;
  readonly selections: readonly OffsetRange[];
  readonly addSpecialTokens: boolean;
  /** Names the document in the rows (`doc_id`). */
  readonly docId: string;
  /** Absolute path of the file to write; its ending does not decide. */
  readonly file: string;
  readonly format: 'csv' | 'json';
  readonly provenance: ProvenanceSeed;
  /** The share done is reported under this token. */
  readonly progress: string;
}
export interface TokenExportResult {
  readonly tokens: number;
  /** Absolute paths of the files that were written. */
  readonly files: readonly string[];
}
/**
 * Writes all tokens of the selections to a file, as measures define token rows; beside a CSV file its
 * `datapackage.json`. Nothing is left behind when it fails or is cancelled.
 */
export const tokenExport = new RequestType<TokenExportParams, TokenExportResult, unknown>(
  'tokens/export',
);
/** Share done, from 0 to 1. */
export const tokenExportProgress = new ProgressType<number>();
