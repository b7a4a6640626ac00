import { workspace, type TextDocument, type Uri } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { LabelledSource } from '../../../common/protocol/model/headTraining';
import { nameOf } from '../../exports/exportFile';
import type { LabSource } from '../labTool';
import type { PlacedText } from '../sentenceInput';

/** Labelled texts to train on. */
export interface TrainingInput extends LabSource {
  readonly kind: 'training';
  readonly source: LabelledSource;
  readonly docId: string;
  /** Absolute path for the head; null for a document that is in no folder. */
  readonly save: string | null;
}

/** Sentences of a document to label. */
export interface TextsInput extends LabSource {
  readonly kind: 'texts';
  readonly document: TextDocument;
  readonly texts: readonly PlacedText[];
  /** Absolute path. */
  readonly head: string;
}

/** A column of a table to label. */
export interface TableInput extends LabSource {
  readonly kind: 'table';
  readonly file: string;
  readonly docId: string;
  readonly column: string;
  readonly head: string;
}

export type TrainedHeadInput = TrainingInput | TextsInput | TableInput;

/** Whether a file is a table, by its name. */
export function isTable(uri: Uri): boolean {
  return /\.(csv|tsv)$/i.test(uri.path);
}

/** The path of a file on this machine. @throws TokenscopeError `NotALocalFile`. */
export function localPath(uri: Uri): string {
  if (uri.scheme !== 'file') {
    throw new TokenscopeError('NotALocalFile', {});
  }
  return uri.fsPath;
}

/** Names a file in exports: relative to the workspace; of one outside only its name. */
export function fileId(uri: Uri): string {
  return workspace.getWorkspaceFolder(uri)
    ? workspace.asRelativePath(uri, false)
    : nameOf(uri.path);
}

/** Where the head of a table or document is saved: `news.csv` has `news.head.json`. */
export function headPath(data: string): string {
  return `${data.replace(/\.[^./\\]*$/, '')}.head.json`;
}

/**
 * A table is read from the disk: what is not saved would be missed.
 * @throws TokenscopeError `DocumentUnsaved`.
 */
export function requireSaved(uri: Uri): void {
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open?.isDirty === true) {
    throw new TokenscopeError('DocumentUnsaved', { file: nameOf(uri.path) });
  }
}
