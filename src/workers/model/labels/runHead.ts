import { rowsTogether, runRows } from '../encoder/runRows';
import type { RowMatrix } from '../encoder/positions';
import type { EncodedSentence } from '../encoder/encodeSentence';
import type { ClassifyParams } from '../../../common/protocol/model/labels';
import type { RunFacts } from '../../../common/protocol/model/run';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { encodeTexts } from './encodeTexts';
import { checkOutputs, checkWidth, headSession } from './headSession';
import { shareReport } from './shareReport';

/**
 * Runs texts through a head with one logit a label, and has each text's logits read.
 * @param read gets a text's tokens and logits, [labels] or [tokens, labels].
 * @returns what `read` gave, in the order of the texts.
 * @throws TokenscopeError `WrongModelKind`, `LabelsMismatch`, or as `runModel` does.
 */
export async function runHead<T>(
  params: Pick<ClassifyParams, 'model' | 'progress' | 'graph' | 'labels' | 'texts'>,
  context: RunContext,
  read: (text: string, row: EncodedSentence, logits: RowMatrix) => T,
): Promise<{ texts: T[]; facts: RunFacts }> {
  const { graph, labels, texts } = params;
  return runModel(context, params, params.model.task, async (model) => {
    const began = performance.now();
    const session = await headSession(model, graph);
    checkOutputs(model, session, ['logits']);
    const rows = await encodeTexts(model, texts, context.token);
    const together = rowsTogether(model.ref.precision);
    const found: T[] = [];
    const onDone = shareReport(context, rows.length);
    const run = { outputs: ['logits'], together, token: context.token, onDone };
    await runRows(session, rows, run, (index, outputs) => {
      const logits = outputs.get('logits');
      checkWidth(model, labels, logits.dims.at(-1) ?? 0);
      const row = rows[index];
      if (row) {
        found[index] = read(texts[index] ?? '', row, logits);
      }
    });
    const batch = Math.max(...rows.map(({ ids }) => together(ids.length)));
    return { texts: found, facts: factsOf(model, began, batch) };
  });
}
