import { TokenscopeError } from '../../common/errors';
import type { Cell } from '../../common/exports/table';
import type { LabCopy } from '../../common/protocol/views/laboratory/laboratory';
import { methodsSentence } from '../exports/methodsSentence';
import type { ProvenanceMaker } from '../exports/provenanceMaker';
import type { LabRun } from './labRuns';
import type { LabSource, LabTable, LabTool } from './labTool';

/** A result for the clipboard. */
export async function copyText<Form, Result>(
  tool: LabTool<LabSource, Form, Result>,
  run: LabRun<Form, Result>,
  what: LabCopy,
  provenance: ProvenanceMaker,
): Promise<string> {
  const [model] = run.models;
  if (!model) {
    throw new TokenscopeError('Internal', { reason: 'a result without a model' });
  }
  switch (what) {
    case 'table':
      return tabSeparated(tool.shown?.(run.result) ?? tool.table(run.result));
    case 'python':
      return tool.python(run.result, model);
    case 'methods':
      return methodsSentence(
        tool.method(run.result),
        run.models,
        run.facts[0]?.threads ?? null,
        provenance,
      );
  }
}

/** A table as tab-separated lines with a header, as spreadsheets take it from the clipboard. */
function tabSeparated({ columns, rows }: LabTable): string {
  const lines = Array.from(rows(''), (row) => row.map(cellText));
  const shown = columns
    .map(({ name }, index) => ({ name, index }))
    .filter(({ name }) => name !== 'run_id');
  return [
    shown.map(({ name }) => name),
    ...lines.map((line) => shown.map(({ index }) => line[index] ?? '')),
    [''],
  ]
    .map((line) => line.join('\t'))
    .join('\n');
}

function cellText(cell: Cell): string {
  return cell === null ? '' : String(cell).replace(/[\t\r\n]+/g, ' ');
}
