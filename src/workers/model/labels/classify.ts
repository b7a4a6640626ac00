import { labelScores } from '../../../common/measures/labelScores';
import type {
  ClassifiedText,
  ClassifyParams,
  ClassifyResult,
} from '../../../common/protocol/model/labels';
import { rowsTogether, runRows } from '../encoder/runRows';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { encodeTexts } from './encodeTexts';
import { checkOutputs, checkWidth, headSession } from './headSession';
import { shareReport } from './shareReport';

/** Answers `labels/classify`. */
export async function classify(
  params: ClassifyParams,
  context: RunContext,
): Promise<ClassifyResult> {
  const { graph, labels, activation, texts } = params;
  return runModel(context, params, params.model.task, async (model) => {
    const began = performance.now();
    const session = await headSession(model, graph);
    checkOutputs(model, session, ['logits']);
    const rows = await encodeTexts(model, texts, context.token);
    const together = rowsTogether(model.ref.precision);
    const found: ClassifiedText[] = [];
    await runRows(
      session,
      rows,
      {
        outputs: ['logits'],
        together,
        token: context.token,
        onDone: shareReport(context, rows.length),
      },
      (index, outputs) => {
        const logits = outputs.get('logits').data;
        checkWidth(model, labels, logits.length);
        const { ids, dropped } = rows[index] ?? { ids: [], dropped: 0 };
        found[index] = { scores: labelScores(logits, activation), tokens: ids.length, dropped };
      },
    );
    const batch = Math.max(...rows.map(({ ids }) => together(ids.length)));
    return { texts: found, facts: factsOf(model, began, batch) };
  });
}
