import type { Uri } from 'vscode';
import { l10n, window, workspace, type TextDocument } from 'vscode';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { ModelProvenance } from '../../common/exports/provenance';
import { TokenscopeError } from '../../common/errors';
import { writeTable } from '../../common/protocol/model/writeTable';
import type { ProvenanceMaker } from '../exports/provenanceMaker';
import { offerToOpen, proposedFile } from '../exports/exportFile';
import { counted } from '../wording/counted';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import type { LabRun } from './labRuns';
import type { LabTable } from './labTool';

/** What an export needs besides its table. */
export interface LabExportParts extends ModelFeatureParts {
  readonly provenance: ProvenanceMaker;
}

/**
 * Writes a result's table to a file that the user chooses, or to `file`: JSON when it is named so, else
 * CSV with `datapackage.json`. Nothing when none is chosen.
 * @throws TokenscopeError `NotALocalFile`, `DiskFull`, `FileNotWritten`.
 */
export async function exportRun<Form, Result>(
  run: LabRun<Form, Result>,
  table: LabTable,
  document: TextDocument | null,
  parts: LabExportParts,
  file?: Uri,
): Promise<void> {
  const chosen =
    file ??
    (await window.showSaveDialog({
      title: l10n.t('Export Results'),
      defaultUri: proposedFile(document ?? workspace.textDocuments[0], `${table.name}.csv`),
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
    settings: { form: run.form, ...table.settings },
    ...(facts && { threads: facts.threads, batchSize: facts.batchSize }),
    seeds: seedsOf(run.form),
    warnings: run.notices,
  });
  const rows = table.rows(provenance.run_id);
  const files = await parts.worker.request(writeTable, {
    file: chosen.fsPath,
    format: chosen.path.toLowerCase().endsWith('.json') ? 'json' : 'csv',
    columns: table.columns,
    rows,
    provenance: { ...provenance, created: run.at },
    inputs: table.inputs,
  });
  if (file === undefined) {
    void offerToOpen(chosen, counted(rows.length, 'row'), files);
  }
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
