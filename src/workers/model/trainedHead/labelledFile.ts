import { access } from 'node:fs/promises';
import type { Column } from '../../../common/exports/table';

/**
 * Absolute path of a file that is not there yet: `news.labelled.csv`, else `news.labelled-2.csv` and so
 * on. What a person labelled by hand may have the first name.
 */
export async function freeLabelledFile(table: string): Promise<string> {
  const stem = table.replace(/\.[^./\\]*$/, '');
  for (let number = 1; ; number++) {
    const file = `${stem}.labelled${number === 1 ? '' : `-${number}`}.csv`;
    try {
      await access(file);
    } catch {
      return file;
    }
  }
}

/** Columns of the labelled table: those of the table, the label and the probability of each label. */
export function labelledColumns(header: readonly string[], labels: readonly string[]): Column[] {
  const taken = new Set(header);
  const free = (name: string): string => {
    let free = name;
    for (let number = 2; taken.has(free); number++) {
      free = `${name}_${number}`;
    }
    taken.add(free);
    return free;
  };
  return [
    ...header.map((name): Column => ({ name, type: 'string', description: 'As it was.' })),
    {
      name: free(taken.has('label') ? 'predicted_label' : 'label'),
      type: 'string',
      description: 'The most probable label; missing for a row without a text.',
    },
    ...labels.map((label): Column => ({
      name: free(`p_${label}`),
      type: 'number',
      description: `Probability of the label ${label}, from 0 to 1.`,
    })),
  ];
}
