import { isNextProbability } from '../../../common/measures/nextSentence';
import type {
  NextSentenceParams,
  NextSentenceResult,
  NextSentenceScore,
} from '../../../common/protocol/model/nextSentence';
import { encodeSentence } from '../encoder/encodeSentence';
import { rowsTogether, runRows, type TokenRow } from '../encoder/runRows';
import { factsOf, runModel, type RunContext } from '../models/runModel';

/** Answers `nextSentence/run`: both orders of every pair. */
export async function scoreNextSentences(
  params: NextSentenceParams,
  context: RunContext,
): Promise<NextSentenceResult> {
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const session = await model.graphs.session('inspect');
    const rows: TokenRow[] = [];
    for (const { first, second } of params.pairs) {
      rows.push(await encodeSentence(model, first, second));
      rows.push(await encodeSentence(model, second, first));
    }
    const scores: NextSentenceScore[] = [];
    const together = rowsTogether(model.ref.precision);
    await runRows(
      session,
      rows,
      {
        outputs: ['seq_relationship_logits'],
        together,
        token: context.token,
        onDone: (done) => context.report({ kind: 'share', share: done / rows.length }),
      },
      (index, outputs) => {
        const [isNext = Number.NaN, isNot = Number.NaN] =
          outputs.get('seq_relationship_logits').data;
        scores[index] = {
          probability: isNextProbability(isNext, isNot),
          logitDifference: isNext - isNot,
          tokens: rows[index]?.ids.length ?? 0,
        };
      },
    );
    const none = { probability: Number.NaN, logitDifference: Number.NaN, tokens: 0 };
    return {
      pairs: params.pairs.map((_, index) => ({
        given: scores[2 * index] ?? none,
        exchanged: scores[2 * index + 1] ?? none,
      })),
      facts: factsOf(model, began, Math.max(...rows.map(({ ids }) => together(ids.length)))),
    };
  });
}
