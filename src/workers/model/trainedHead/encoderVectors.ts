import { meanPooledTexts } from '../vectors/sentenceVectors';
import type { OpenModel } from '../models/openModel';
import type { RunContext } from '../models/runModel';
import type { HeadEncoder } from './trainedHead';

/** A text's vector, and how many tokens at its end were not read since the context was full. */
export interface TextVector {
  /** Float32 [hidden size]. */
  readonly vector: Float32Array;
  readonly dropped: number;
}

/** The encoder whose vectors `meanPooledTexts` makes. @param width numbers in a vector. */
export function headEncoder({ ref }: OpenModel, width: number): HeadEncoder {
  const { id, revision, precision } = ref;
  return { id, revision, precision, pooling: 'mean of the last hidden states', width };
}

/**
 * The vectors of the texts that a head was trained on last: training again with other settings need not
 * wait for them. Each different text is read once.
 */
export class EncoderVectors {
  private encoder = '';
  private known = new Map<string, TextVector>();

  /**
   * One for each text, in their order; forgets all others. Called in the model's lane.
   * @param texts none of them blank.
   * @returns also the rows of one batch at most.
   * @throws TokenscopeError as `meanPooledTexts` does.
   */
  async of(
    model: OpenModel,
    texts: readonly string[],
    context: Pick<RunContext, 'token' | 'report'>,
  ): Promise<{ readonly vectors: readonly TextVector[]; readonly batchSize: number }> {
    const { id, revision, precision } = model.ref;
    const encoder = JSON.stringify([id, revision, precision]);
    const known = encoder === this.encoder ? this.known : new Map<string, TextVector>();
    const different = [...new Set(texts)];
    const missing = different.filter((text) => !known.has(text));
    const made = await meanPooledTexts(model, missing, context);
    const places = new Map(missing.map((text, place) => [text, place]));
    const vectorOf = (text: string): TextVector => {
      const place = places.get(text) ?? 0;
      const vector = made.vectors[place] ?? new Float32Array();
      return known.get(text) ?? { vector, dropped: made.dropped[place] ?? 0 };
    };
    const now = new Map(different.map((text) => [text, vectorOf(text)]));
    this.encoder = encoder;
    this.known = now;
    return {
      vectors: texts.map((text) => now.get(text) ?? vectorOf(text)),
      batchSize: made.batchSize,
    };
  }
}
