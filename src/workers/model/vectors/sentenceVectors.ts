import type {
  SentenceVectorsParams,
  SentenceVectorsResult,
} from '../../../common/protocol/model/vectors';
import { encodeSentence, type EncodedSentence } from '../encoder/encodeSentence';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import type { OpenModel } from '../models/openModel';
import { largestBatch, pooledStates, type PooledRow } from './pooledStates';

/** Texts that are encoded and run before the next ones, so that their tokens need not all be held. */
const textsAtOnce = 1024;
/** Texts that are encoded between two looks for a cancellation. */
const textsBetweenLooks = 64;

/** Answers `vectors/sentences`. */
export async function vectorsOfSentences(
  params: SentenceVectorsParams,
  context: RunContext,
): Promise<SentenceVectorsResult> {
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const { vectors, dropped, batchSize } = await meanPooledTexts(model, params.texts, context);
    return { vectors, dropped, facts: factsOf(model, began, batchSize) };
  });
}

/** What {@link meanPooledTexts} gives; parallel arrays, one entry a text. */
export interface PooledTexts {
  /** Float32 [hidden size] each. */
  readonly vectors: Float32Array[];
  /** Tokens at the end of each text that were not read. */
  readonly dropped: number[];
  /** Rows of one batch at most. */
  readonly batchSize: number;
}

/**
 * For each text the mean of the last hidden states of its tokens, `[CLS]` and `[SEP]` left out, each text
 * alone and cut to the context. Called in the model's lane. The share done is reported after each batch.
 * @throws TokenscopeError `EmptyText` for a blank text, `MissingOutput`, `Cancelled` between batches.
 */
export async function meanPooledTexts(
  model: OpenModel,
  texts: readonly string[],
  { token, report }: Pick<RunContext, 'token' | 'report'>,
): Promise<PooledTexts> {
  const vectors: Float32Array[] = [];
  const dropped: number[] = [];
  let batchSize = 1;
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    const rows: PooledRow[] = [];
    for (const text of texts.slice(from, from + textsAtOnce)) {
      if (rows.length % textsBetweenLooks === 0) {
        await breathe(token);
      }
      const encoded = await encodeSentence(model, text);
      rows.push({ ...encoded, positions: pooledPositions(encoded) });
      dropped.push(encoded.dropped);
    }
    vectors.push(
      ...(await pooledStates(model, rows, {
        token,
        report: (progress) =>
          report(
            progress.kind === 'share'
              ? { kind: 'share', share: (from + progress.share * rows.length) / texts.length }
              : progress,
          ),
      })),
    );
    batchSize = Math.max(batchSize, largestBatch(model, rows));
  }
  return { vectors, dropped, batchSize };
}

/** The text's own tokens; all of them for a text of characters that the tokenizer leaves out. */
function pooledPositions({ ids, sequences }: EncodedSentence): number[] {
  const own = sequences.flatMap((sequence, position) => (sequence === -1 ? [] : [position]));
  return own.length > 0 ? own : ids.map((_, position) => position);
}
