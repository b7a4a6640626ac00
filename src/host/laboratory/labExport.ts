import type { Uri } from 'vscode';
import { l10n, window, workspace, type TextDocument } from 'vscode';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { ModelProvenance, ProvenanceSeed } from '../../common/exports/provenance';
import { TokenscopeError } from '../../common/errors';
import type { ProvenanceMaker } from '../exports/provenanceMaker';
import { sendTable } from '../exports/sendTable';
import { offerToOpen, proposedFile } from '../exports/exportFile';
import { counted } from '../wording/counted';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import type { LabRun } from './labRuns';
import type { LabTable } from './labTool';
import { streamed } from './streamedTable';

/** What an export needs besides its table. */
export interface LabExportParts extends ModelFeatureParts {
  readonly provenance: ProvenanceMaker;
}

/** What an export says of the run that it is of. */
export type ExportedRun = Pick<
  LabRun<unknown, unknown>,
  'at' | 'form' | 'facts' | 'models' | 'notices'
>;

/**
 * Writes a result's tables to a file that the user chooses, or to `file`, and beside it: JSON when it is
 * named so, else CSV with `datapackage.json`. Nothing when none is chosen.
 * @throws TokenscopeError `NotALocalFile`, `DiskFull`, `FileNotWritten`.
 */
export async function exportRun(
  run: ExportedRun,
  tables: readonly LabTable[],
  document: TextDocument | null,
  parts: LabExportParts,
  file?: Uri,
): Promise<void> {
  const chosen =
    file ??
    (await window.showSaveDialog({
      title: l10n.t('Export Results'),
      defaultUri: proposedFile(
        document ?? workspace.textDocuments[0],
        `${tables[0]?.name ?? 'results'}.csv`,
      ),
      filters: { CSV: ['csv'], JSON: ['json'] },
    }));
  if (!chosen) {
    return;
  }
  if (chosen.scheme !== 'file') {
    throw new TokenscopeError('NotALocalFile', {});
  }
  const [facts] = run.facts;
  const provenance = parts.provenance.of({
    models: run.models.map(modelProvenance),
    settings: { form: run.form, ...tables[0]?.settings },
    ...(facts && { threads: facts.threads, batchSize: facts.batchSize }),
    seeds: seedsOf(run.form),
    warnings: run.notices,
  });
  const seed = { ...provenance, created: run.at };
  const [first] = tables;
  const written = [];
  for (const table of tables) {
    const target = table === first ? chosen.fsPath : siblingFile(chosen.fsPath, table.name);
    written.push(await write(table, target, seed, parts));
  }
  const [{ rows, files } = { rows: 0, files: [] }] = written;
  if (file === undefined) {
    void offerToOpen(chosen, counted(rows, 'row'), files);
  }
}

async function write(
  { columns, rows, inputs, stream }: LabTable,
  file: string,
  provenance: ProvenanceSeed,
  { worker }: LabExportParts,
): Promise<{ rows: number; files: readonly string[] }> {
  const format = file.toLowerCase().endsWith('.json') ? 'json' : 'csv';
  const target = { file, format, columns, provenance, inputs } as const;
  if (stream) {
    return { rows: stream.count, files: await streamed(stream.write, target) };
  }
  return streamed((to, token) => sendTable(worker, to, rows(provenance.run_id), token), target);
}

/** `notes.targets.csv` beside its contrasts: `notes.targets.contrasts.csv`. */
function siblingFile(file: string, name: string): string {
  const ending = /\.[^./\\]*$/.exec(file)?.[0] ?? '';
  return `${file.slice(0, file.length - ending.length)}.${name}${ending}`;
}

/** A model as provenance names it. */
export function modelProvenance(model: CatalogModel): ModelProvenance {
  const { id, name, source, revision, precision, licence, files } = model;
  return { id, name, source, revision, precision, licence, files };
}

function seedsOf(form: unknown): number[] {
  const { seed } = (form ?? {}) as { seed?: unknown };
  return typeof seed === 'number' ? [seed] : [];
}
