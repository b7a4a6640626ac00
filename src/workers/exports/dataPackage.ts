import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Provenance } from '../../common/exports/provenance';
import type { Column } from '../../common/exports/table';

interface Resource {
  readonly path: string;
}

/** A file's text and where it belongs. */
export interface DataPackage {
  readonly file: string;
  readonly text: string;
}

/**
 * The `datapackage.json` beside a CSV file (Frictionless Data Package 1): columns, types and
 * provenance. A folder has one: other tables that it describes are kept. Where a file of that name
 * is no data package, ours is named after the table.
 */
export async function dataPackage(
  csvFile: string,
  columns: readonly Column[],
  provenance: Provenance,
): Promise<DataPackage> {
  const path = basename(csvFile);
  const resource = {
    name: path
      .toLowerCase()
      .replace(/\.csv$/, '')
      .replace(/[^a-z0-9._/-]+/g, '-'),
    path,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\r\n' },
    schema: {
      fields: columns,
      missingValues: [''],
    },
    provenance,
  };
  const shared = join(dirname(csvFile), 'datapackage.json');
  const others = await otherResources(shared, path);
  const file = others === null ? csvFile.replace(/(\.csv)?$/i, '.datapackage.json') : shared;
  const whole = {
    profile: 'tabular-data-package',
    name: 'tokenscope-export',
    resources: [...(others ?? []), resource],
  };
  return { file, text: `${JSON.stringify(whole, null, 2)}\n` };
}

/** The other tables that the folder's package describes; null when the file is something else. */
async function otherResources(file: string, path: string): Promise<Resource[] | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    // One that is there but cannot be read is not to be replaced.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null;
  }
  try {
    const { resources, name } = JSON.parse(text) as { resources?: Resource[]; name?: unknown };
    return Array.isArray(resources) && name === 'tokenscope-export'
      ? resources.filter((resource) => resource.path !== path)
      : null;
  } catch {
    return null;
  }
}
