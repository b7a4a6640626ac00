import { l10n, Uri, window, type QuickPickItem, type TextDocument } from 'vscode';
import type { WorkerClient } from '../../../common/processes';
import { isTextOfUser } from '../../documents/activeEditor';
import { nameOf } from '../../exports/exportFile';
import { askTrainingColumns } from './askColumns';
import {
  fileId,
  headPath,
  isTable,
  localPath,
  requireSaved,
  type TrainingInput,
} from './trainedInput';

/**
 * Asks what to train on: the table of `argument` or in the active editor; else the labelled lines
 * of the document or a table from the disk.
 * @returns null when the user does not say.
 * @throws TokenscopeError `NotALocalFile`, `DocumentUnsaved`, or what `askTrainingColumns` throws.
 */
export async function askTraining(
  worker: WorkerClient,
  argument: unknown,
): Promise<TrainingInput | null> {
  if (argument instanceof Uri && isTable(argument)) {
    return fromTable(worker, argument);
  }
  const editor = window.activeTextEditor;
  if (!editor || !isTextOfUser(editor)) {
    return fromChosenTable(worker);
  }
  const { document } = editor;
  if (isTable(document.uri)) {
    return fromTable(worker, document.uri);
  }
  const name = nameOf(document.uri.path);
  const lines = l10n.t('Labelled Lines of {0}', name);
  const chosen = await window.showQuickPick(
    [
      { label: lines, description: l10n.t('each line “label: text”, or label, tab, text') },
      {
        label: l10n.t('A CSV File…'),
        description: l10n.t('with a column of texts and one of labels'),
      },
    ] satisfies QuickPickItem[],
    { placeHolder: l10n.t('What is labelled?') },
  );
  if (!chosen) {
    return null;
  }
  return chosen.label === lines ? fromLines(document) : fromChosenTable(worker);
}

/** The labelled lines of a document, as it is now. */
export function fromLines(document: TextDocument): TrainingInput {
  const { uri } = document;
  return {
    kind: 'training',
    document,
    start: 0,
    docId: fileId(uri),
    source: { kind: 'lines', name: nameOf(uri.path), text: document.getText() },
    save: uri.scheme === 'file' ? headPath(uri.fsPath) : null,
  };
}

/** Asks for a table's columns. */
async function fromTable(worker: WorkerClient, uri: Uri): Promise<TrainingInput | null> {
  const file = localPath(uri);
  requireSaved(uri);
  const columns = await askTrainingColumns(worker, file);
  return columns && tableTraining(uri, columns);
}

/** Columns of a table to train on. @throws TokenscopeError `NotALocalFile`. */
export function tableTraining(
  uri: Uri,
  columns: Extract<TrainingInput['source'], { kind: 'table' }>['columns'],
): TrainingInput {
  const file = localPath(uri);
  return {
    kind: 'training',
    document: null,
    start: 0,
    name: fileId(uri),
    docId: fileId(uri),
    source: { kind: 'table', file, columns },
    save: headPath(file),
  };
}

async function fromChosenTable(worker: WorkerClient): Promise<TrainingInput | null> {
  const uri = await chooseTable(l10n.t('Train on This Table'));
  return uri && fromTable(worker, uri);
}

/** Asks for a table on the disk. @returns null when none is chosen. */
export async function chooseTable(openLabel: string): Promise<Uri | null> {
  const chosen = await window.showOpenDialog({
    openLabel,
    canSelectMany: false,
    filters: { [l10n.t('Tables')]: ['csv', 'tsv', 'txt'] },
  });
  return chosen?.[0] ?? null;
}
