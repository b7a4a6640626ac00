import { decodeEntities, type LabelledWord } from '../../../common/measures/entities';
import { bestLabel, labelScores } from '../../../common/measures/labelScores';
import type {
  EntityText,
  FindEntitiesParams,
  FindEntitiesResult,
} from '../../../common/protocol/model/labels';
import type { EncodedSentence } from '../encoder/encodeSentence';
import { rowAt, type RowMatrix } from '../encoder/positions';
import { rowsTogether, runRows } from '../encoder/runRows';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { encodeTexts } from './encodeTexts';
import { checkOutputs, checkWidth, headSession } from './headSession';
import { shareReport } from './shareReport';

/** Answers `labels/entities`. */
export async function findNamedEntities(
  params: FindEntitiesParams,
  context: RunContext,
): Promise<FindEntitiesResult> {
  const { graph, labels, texts } = params;
  return runModel(context, params, params.model.task, async (model) => {
    const began = performance.now();
    const session = await headSession(model, graph);
    checkOutputs(model, session, ['logits']);
    const rows = await encodeTexts(model, texts, context.token);
    const together = rowsTogether(model.ref.precision);
    const found: EntityText[] = [];
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
        const logits = outputs.get('logits');
        checkWidth(model, labels, logits.dims.at(-1) ?? 0);
        const row = rows[index];
        if (row) {
          const words = labelledWords(texts[index] ?? '', row, logits, labels);
          const { ids, dropped } = row;
          found[index] = { entities: decodeEntities(words), tokens: ids.length, dropped };
        }
      },
    );
    const batch = Math.max(...rows.map(({ ids }) => together(ids.length)));
    return { texts: found, facts: factsOf(model, began, batch) };
  });
}

/** The words of a text, each with the label of its first piece. */
function labelledWords(
  text: string,
  { words, sequences, starts, ends }: EncodedSentence,
  logits: RowMatrix,
  labels: readonly string[],
): LabelledWord[] {
  const found: LabelledWord[] = [];
  let before = -1;
  for (const [position, word] of words.entries()) {
    if (sequences[position] === -1) {
      continue;
    }
    const end = ends[position] ?? 0;
    const last = found.at(-1);
    if (last && word === before && word !== -1) {
      found[found.length - 1] = { ...last, end };
    } else {
      const scores = labelScores(rowAt(logits, position), 'softmax');
      const best = bestLabel(scores);
      const start = afterSpace(text, starts[position] ?? 0, end);
      found.push({ start, end, label: labels[best] ?? 'O', p: scores[best] ?? Number.NaN });
    }
    before = word;
  }
  return found;
}

/** Byte-level tokenizers count the space before a word to it. */
function afterSpace(text: string, start: number, end: number): number {
  const part = text.slice(start, end);
  return part.trim() === '' ? start : start + part.length - part.trimStart().length;
}
