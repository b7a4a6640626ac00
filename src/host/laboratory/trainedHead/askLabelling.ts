import { l10n, Uri, window, workspace, type QuickPickItem, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { WorkerClient } from '../../../common/processes';
import { isTextOfUser } from '../../documents/activeEditor';
import { nameOf } from '../../exports/exportFile';
import { documentSentences } from '../cloze/documentSentences';
import { sentencesIn } from '../sentenceInput';
import { askTextColumn } from './askColumns';
import { chooseTable } from './askTraining';
import {
  fileId,
  isTable,
  localPath,
  requireSaved,
  type TableInput,
  type TextsInput,
} from './trainedInput';

/** Heads that are offered at most. */
const offeredHeads = 50;

/**
 * Asks which head to apply to what.
 * @param last absolute path of the head that was trained last; null for none.
 * @param argument path of a head, or the file of one; anything else, as menus pass it, is not looked at.
 * @returns null when the user does not say.
 */
export async function askLabelling(
  worker: WorkerClient,
  last: string | null,
  argument: unknown,
): Promise<TextsInput | TableInput | null> {
  const head = givenHead(argument) ?? (await askHead(last));
  return head === null ? null : askTarget(worker, head);
}

function givenHead(argument: unknown): string | null {
  if (argument instanceof Uri && /\.head\.json$/i.test(argument.path)) {
    return localPath(argument);
  }
  return typeof argument === 'string' ? argument : null;
}

async function askHead(last: string | null): Promise<string | null> {
  const found = await workspace.findFiles('**/*.head.json', '**/node_modules/**', offeredHeads);
  const paths = found.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
  const all = [...new Set([...(last === null ? [] : [last]), ...paths.toSorted()])];
  const browse = { label: l10n.t('Choose a File…'), file: null };
  const items: (QuickPickItem & { readonly file: string | null })[] = [
    ...all.map((file) => ({
      label: nameOf(file),
      description: file === last ? l10n.t('trained last') : fileId(Uri.file(file)),
      file,
    })),
    browse,
  ];
  const chosen =
    all.length === 0
      ? browse
      : await window.showQuickPick(items, { placeHolder: l10n.t('Which trained head?') });
  if (chosen?.file === null) {
    const [file] =
      (await window.showOpenDialog({
        openLabel: l10n.t('Apply This Head'),
        filters: { [l10n.t('Trained heads')]: ['json'] },
      })) ?? [];
    return file ? localPath(file) : null;
  }
  return chosen?.file ?? null;
}

async function askTarget(
  worker: WorkerClient,
  head: string,
): Promise<TextsInput | TableInput | null> {
  const active = window.activeTextEditor;
  const editor = active && isTextOfUser(active) ? active : null;
  const items: (QuickPickItem & { readonly ask: () => Promise<TextsInput | TableInput | null> })[] =
    [];
  if (editor && isTable(editor.document.uri)) {
    const { uri } = editor.document;
    items.push({
      label: l10n.t('A Column of {0}', nameOf(uri.path)),
      ask: () => tableColumn(worker, uri, head),
    });
  } else if (editor) {
    const whole = {
      label: l10n.t('All Sentences of {0}', nameOf(editor.document.uri.path)),
      ask: () => Promise.resolve(wholeDocument(editor, head)),
    };
    const selected = {
      label: l10n.t('The Sentences Selected'),
      ask: () => Promise.resolve(selectedTexts(editor, head)),
    };
    items.push(...(hasSelection(editor) ? [selected, whole] : [whole]));
  }
  items.push({
    label: l10n.t('A Column of a CSV File…'),
    ask: async () => {
      const uri = await chooseTable(l10n.t('Label This Table'));
      return uri && tableColumn(worker, uri, head);
    },
  });
  const chosen =
    items.length === 1
      ? items[0]
      : await window.showQuickPick(items, { placeHolder: l10n.t('What is to be labelled?') });
  return chosen ? chosen.ask() : null;
}

async function tableColumn(
  worker: WorkerClient,
  uri: Uri,
  head: string,
): Promise<TableInput | null> {
  const file = localPath(uri);
  requireSaved(uri);
  const column = await askTextColumn(worker, file);
  return column === null ? null : tableLabelling(uri, column, head);
}

/** A column of a table to label. @throws TokenscopeError `NotALocalFile`. */
export function tableLabelling(uri: Uri, column: string, head: string): TableInput {
  const docId = fileId(uri);
  return {
    kind: 'table',
    document: null,
    start: 0,
    name: docId,
    docId,
    file: localPath(uri),
    column,
    head,
  };
}

/** All sentences of a document. @throws TokenscopeError `EmptyText`, `TooLong`. */
export function wholeDocument({ document }: TextEditor, head: string): TextsInput {
  return textsInput(document, documentSentences(document.getText()), head);
}

function selectedTexts({ document, selections }: TextEditor, head: string): TextsInput {
  const ranges = selections
    .filter((range) => !range.isEmpty)
    .toSorted((a, b) => a.start.compareTo(b.start));
  const texts = ranges.flatMap((range) => sentencesIn(document, range));
  return textsInput(document, texts, head);
}

function textsInput(
  document: TextsInput['document'],
  texts: TextsInput['texts'],
  head: string,
): TextsInput {
  const [first] = texts;
  if (!first) {
    throw new TokenscopeError('EmptyText', {});
  }
  return { kind: 'texts', document, start: first.start, texts, head };
}

function hasSelection({ document, selections }: TextEditor): boolean {
  return selections.some((range) => document.getText(range).trim() !== '');
}
