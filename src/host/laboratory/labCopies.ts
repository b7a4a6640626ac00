import { TokenscopeError } from '../../common/errors';
import type { LabCopy } from '../../common/protocol/views/laboratory/laboratory';
import { methodsSentence } from '../exports/methodsSentence';
import type { ProvenanceMaker } from '../exports/provenanceMaker';
import { tabSeparated } from '../exports/tabSeparated';
import { inSlices } from '../lifecycle/inSlices';
import type { LabRun } from './labRuns';
import type { LabSource, LabTool } from './labTool';

/** A result for the clipboard. @throws TokenscopeError `TableTooLongToCopy`. */
export async function copyText<Form, Result>(
  tool: LabTool<LabSource, Form, Result>,
  run: LabRun<Form, Result>,
  what: LabCopy,
  provenance: ProvenanceMaker,
): Promise<string> {
  const [model, other] = run.models;
  if (!model) {
    throw new TokenscopeError('Internal', { reason: 'a result without a model' });
  }
  switch (what) {
    case 'table': {
      const { columns, rows } = tool.shown?.(run.result) ?? tool.table(run.result);
      return inSlices(tabSeparated(columns, rows('')));
    }
    case 'python':
      return tool.python(run.result, model, other);
    case 'methods':
      return methodsSentence(
        tool.method(run.result),
        run.models,
        run.facts[0]?.threads ?? null,
        provenance,
      );
  }
}
