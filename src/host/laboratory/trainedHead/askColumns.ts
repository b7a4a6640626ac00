import { l10n, window, type QuickPickItem } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { WorkerClient } from '../../../common/processes';
import {
  lookAtTable,
  type TableColumns,
  type TableLook,
} from '../../../common/protocol/model/lookAtTable';
import { nameOf } from '../../exports/exportFile';
import { counted } from '../../wording/counted';

interface ColumnItem extends QuickPickItem {
  /** Null for no column. */
  readonly column: string | null;
}

/**
 * Asks which columns of a table hold texts, labels and groups, likely ones first.
 * @returns null when the user does not say.
 * @throws TokenscopeError `NoLabelledRows` for an empty table, `ColumnMissing` for a single column, or why
 * it cannot be read.
 */
export async function askTrainingColumns(
  worker: WorkerClient,
  file: string,
): Promise<TableColumns | null> {
  const look = await worker.request(lookAtTable, { file });
  const name = nameOf(file);
  if (look.rows === 0) {
    throw new TokenscopeError('NoLabelledRows', { source: name, noLabel: 0, noText: 0 });
  }
  if (look.columns.length < 2) {
    throw new TokenscopeError('ColumnMissing', {
      file: name,
      column: 'label',
      columns: look.columns,
    });
  }
  const { guess, columns } = look;
  const title = titleOf(name, look);
  const text = await ask(title, l10n.t('Which column holds the texts?'), columns, guess.text);
  if (!text) {
    return null;
  }
  const others = columns.filter((column) => column !== text.column);
  const label = await ask(title, l10n.t('Which column holds the labels?'), others, guess.label);
  if (!label) {
    return null;
  }
  const rest = others.filter((column) => column !== label.column);
  const none: ColumnItem = {
    label: l10n.t('No groups'),
    description: l10n.t('all rows are independent of each other'),
    column: null,
  };
  const group =
    rest.length === 0
      ? none
      : await ask(
          title,
          l10n.t(
            'Which rows belong together, such as those of one author? They are held out together.',
          ),
          rest,
          guess.group,
          none,
        );
  return group && text.column !== null
    ? { text: text.column, label: label.column, group: group.column }
    : null;
}

/** Asks which column of a table holds texts. @returns null when the user does not say. */
export async function askTextColumn(worker: WorkerClient, file: string): Promise<string | null> {
  const look = await worker.request(lookAtTable, { file });
  const name = nameOf(file);
  if (look.rows === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  const { columns, guess } = look;
  const chosen = await ask(
    titleOf(name, look),
    l10n.t('Which column is to be labelled?'),
    columns,
    guess.text,
  );
  return chosen?.column ?? null;
}

function titleOf(name: string, { rows, more }: TableLook): string {
  return more
    ? l10n.t('{0}, more than {1}', name, counted(rows, 'row'))
    : l10n.t('{0}, {1}', name, counted(rows, 'row'));
}

/** The guess stands first; without one `none` does, if it is given. */
async function ask(
  title: string,
  placeHolder: string,
  columns: readonly string[],
  guess: string | null,
  none?: ColumnItem,
): Promise<ColumnItem | undefined> {
  const items = columns.map((column): ColumnItem => ({
    label: column,
    column,
    ...(column === guess && { description: l10n.t('likely') }),
  }));
  const likely = items.filter(({ column }) => column === guess);
  const others = items.filter(({ column }) => column !== guess);
  const all = [...likely, ...(none ? [none] : []), ...others];
  return window.showQuickPick(all, { title, placeHolder });
}
