import type { Provenance } from '../../common/exports/provenance';
import type { Column } from '../../common/exports/table';
import { dataPackage } from './dataPackage';
import { csvText, jsonText, type Rows } from './tableText';
import { writeFileWhole, type WrittenFile } from './wholeFile';

export interface TableExport {
  /** Absolute path. */
  readonly file: string;
  readonly format: 'csv' | 'json';
  readonly columns: readonly Column[];
  readonly rows: Rows;
  /** Asked once the rows are through. */
  readonly provenance: () => Provenance;
}

/**
 * Writes a table with its provenance: CSV with a `datapackage.json` beside it, or one JSON file.
 * @returns absolute paths of the files written.
 * @throws TokenscopeError `DiskFull`, `FileNotWritten`; no file is changed then, unless the table could
 * be put at its place and its description could not.
 */
export async function exportTable({
  file,
  format,
  columns,
  rows,
  provenance,
}: TableExport): Promise<string[]> {
  if (format === 'json') {
    const written = await writeFileWhole(file, jsonText(columns, rows, provenance));
    await written.keep();
    return [file];
  }
  const table = await writeFileWhole(file, csvText(columns, rows));
  let described: WrittenFile | null = null;
  try {
    const description = await dataPackage(file, columns, provenance());
    described = await writeFileWhole(description.file, [description.text]);
    await table.keep();
    await described.keep();
    return [file, description.file];
  } catch (error) {
    await table.discard();
    await described?.discard();
    throw error;
  }
}
