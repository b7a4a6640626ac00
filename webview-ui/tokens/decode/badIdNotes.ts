import * as l10n from '@vscode/l10n';
import type { BadId, IdList } from '../../../src/common/tokens/idList';

/** Bad ids that are named one by one. */
const named = 8;

/**
 * Names what is no id, and ids that are not in the vocabulary, with their places in the pasted text.
 * @param unknown places among the ids of `list` of those that are not in the vocabulary.
 */
export function badIdNotes(pasted: string, list: IdList, unknown: readonly number[]): string[] {
  const notes = list.bad.map(describe);
  for (const place of unknown) {
    const found = list.ids[place];
    if (found) {
      const { line, column } = placeOf(pasted, found.start);
      notes.push(
        l10n.t('{0} (line {1}, column {2}) is not in the vocabulary.', found.id, line, column),
      );
    }
  }
  const more = notes.length - named;
  return [
    ...notes.slice(0, named),
    ...(more > 0 ? [unnamed(more)] : []),
    ...(list.truncated ? [l10n.t('What was pasted is cut short (…): some ids are missing.')] : []),
  ];
}

function unnamed(count: number): string {
  return count === 1
    ? l10n.t('1 more is no id of this tokenizer.')
    : l10n.t('{0} more are no ids of this tokenizer.', count);
}

function describe({ problem, text, line, column }: BadId): string {
  const reason = {
    negative: l10n.t('is negative'),
    fractional: l10n.t('is no whole number'),
    tooLarge: l10n.t('is too large for an id'),
    notANumber: l10n.t('is no number'),
  }[problem];
  return l10n.t('“{0}” (line {1}, column {2}) {3}.', text, line, column, reason);
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
