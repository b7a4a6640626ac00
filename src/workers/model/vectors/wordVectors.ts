import { cosine } from '../../../common/measures/cosine';
import type {
  WordVector,
  WordVectorsParams,
  WordVectorsResult,
} from '../../../common/protocol/model/vectors';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import type { OpenModel } from '../models/openModel';
import { encodeWord, type EncodedWord } from './encodeWord';
import { largestBatch, pooledStates } from './pooledStates';

/** Answers `vectors/words`. */
export async function vectorsOfWords(
  params: WordVectorsParams,
  context: RunContext,
): Promise<WordVectorsResult> {
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const encoded: EncodedWord[] = [];
    for (const word of params.words) {
      encoded.push(await encodeWord(model, word));
    }
    const known = encoded.filter((word) => isKnown(model, word));
    const pooled = await pooledStates(model, known, context);
    const vectorOf = new Map(known.map((word, index) => [word, pooled[index] ?? null]));
    const words = encoded.map((word): WordVector => ({
      vector: vectorOf.get(word) ?? null,
      pieces: piecesOf(model, word),
      read: word.read,
    }));
    return {
      words,
      cosines: words.map(({ vector: a }) =>
        words.map(({ vector: b }) => (a && b ? cosine(a, b) : null)),
      ),
      facts: factsOf(model, began, largestBatch(model, known)),
    };
  });
}

function isKnown({ tokenizer }: OpenModel, { ids, positions }: EncodedWord): boolean {
  return (
    positions.length > 0 && !positions.some((position) => ids[position] === tokenizer.unknownId)
  );
}

function piecesOf({ texts }: OpenModel, { ids, positions }: EncodedWord): string[] {
  return positions.map((position) => texts.token(ids[position] ?? 0));
}
