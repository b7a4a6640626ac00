import { l10n } from 'vscode';
import { groupedDigits } from '../../common/text/groupedDigits';
import { headFileRefusal } from './headFileRefusal';
import { plain, type Sentences } from './worded';

/** The sentences of tables and heads that are read, and of files that are written. */
export const tableSentences = {
  DiskFull: ({ file }) =>
    plain(
      l10n.t(
        'The disk is full: {0} was not written, and nothing was changed. Make room or choose another folder.',
        file,
      ),
    ),
  FileNotWritten: ({ file, reason }) =>
    plain(l10n.t('{0} could not be written ({1}): choose another folder or name.', file, reason)),
  NotALocalFile: () =>
    plain(l10n.t('Files can be written only to a folder of the machine that the text is on.')),
  TableTooLongToCopy: ({ limit }) =>
    plain(
      l10n.t(
        'The table has more than the {0} characters that are copied at most: export it instead.',
        groupedDigits(limit),
      ),
    ),
  TableNotRead: ({ file, reason }) =>
    plain(l10n.t('{0} cannot be read ({1}): choose another file.', file, reason)),
  TableNotUtf8: ({ file, line }) =>
    plain(l10n.t('Line {1} of {0} is not UTF-8 text: save the file as UTF-8 first.', file, line)),
  TableQuoting: ({ file, line }) =>
    plain(
      l10n.t(
        'The quotation marks in the row at line {1} of {0} are wrong: put the cell in "…", and write "" for a mark inside.',
        file,
        line,
      ),
    ),
  TableRowCells: ({ file, line, cells, expected }) =>
    plain(
      l10n.t(
        'The row at line {1} of {0} has {2} cells, but the header has {3}: put cells with commas in "…".',
        file,
        line,
        cells,
        expected,
      ),
    ),
  TableRowTooLong: ({ file, line, limit }) =>
    plain(
      l10n.t(
        'The row at line {1} of {0} is longer than {2} bytes: look there for a quotation mark that is not closed.',
        file,
        line,
        groupedDigits(limit),
      ),
    ),
  ColumnMissing: ({ file, column, columns }) =>
    plain(
      l10n.t(
        '{0} has no column {1}: choose one of its first line ({2}).',
        file,
        column,
        columns.join(', '),
      ),
    ),
  ColumnRepeated: ({ file, column }) =>
    plain(l10n.t('{0} has several columns named {1}: rename all but one.', file, column)),
  NoLabelledRows: ({ source, noLabel, noText }) =>
    plain(
      l10n.t(
        '{0} has no row with both a text and a label ({1} without label, {2} without text): label some first.',
        source,
        noLabel,
        noText,
      ),
    ),
  OneLabel: ({ source, label, rows }) =>
    plain(
      l10n.t(
        'All {2} labelled rows of {0} have the label {1}: add rows of another label.',
        source,
        label,
        rows,
      ),
    ),
  LabelTooRare: ({ source, label, rows, least }) =>
    plain(
      l10n.t(
        'The label {1} has {2} row in {0}, but needs {3} to be tested on: add rows, or merge labels.',
        source,
        label,
        rows,
        least,
      ),
    ),
  TooManyLabels: ({ source, limit }) =>
    plain(
      l10n.t(
        '{0} has more than {1} different labels: choose the column that holds the labels.',
        source,
        limit,
      ),
    ),
  TooManyRows: ({ source, limit }) =>
    plain(
      l10n.t(
        '{0} has more than {1} labelled rows, the most that a head is trained on here: train on a sample of them.',
        source,
        groupedDigits(limit),
      ),
    ),
  GroupMissing: ({ source, line }) =>
    plain(
      l10n.t(
        'The row at line {1} of {0} has no group: fill it in, or use no groups.',
        source,
        line,
      ),
    ),
  OneGroup: ({ source, group }) =>
    plain(
      l10n.t(
        'All rows of {0} are of the group {1}, so none can be held out: choose another column, or no groups.',
        source,
        group,
      ),
    ),
  HeadFileRefused: headFileRefusal,
  HeadForOtherEncoder: ({ file, trainedOn, given }) =>
    plain(
      l10n.t(
        '{0} was trained on {1}, not on {2}: use that model, or train again.',
        file,
        trainedOn,
        given,
      ),
    ),
} satisfies Partial<Sentences>;
