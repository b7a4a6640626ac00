import { decodeEntities, type LabelledWord } from '../../../common/measures/entities';
import { bestLabel, labelScores } from '../../../common/measures/labelScores';
import type { FindEntitiesParams, FindEntitiesResult } from '../../../common/protocol/model/labels';
import type { EncodedSentence } from '../encoder/encodeSentence';
import { rowAt, type RowMatrix } from '../encoder/positions';
import type { RunContext } from '../models/runModel';
import { runHead } from './runHead';

/** Answers `labels/entities`. */
export async function findNamedEntities(
  params: FindEntitiesParams,
  context: RunContext,
): Promise<FindEntitiesResult> {
  return runHead(params, context, (text, row, logits) => ({
    entities: decodeEntities(labelledWords(text, row, logits, params.labels)),
    tokens: row.ids.length,
    dropped: row.dropped,
  }));
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
