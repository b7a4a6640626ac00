import { sha256 } from '../../exports/sha256';
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
    // By hash: people's texts are not kept.
    const keys = texts.map(sha256);
    const textOf = new Map(keys.map((key, index) => [key, texts[index] ?? '']));
    const missing = [...textOf].filter(([key]) => !known.has(key));
    const made = await meanPooledTexts(
      model,
      missing.map(([, text]) => text),
      context,
    );
    const now = new Map<string, TextVector>();
    for (const key of textOf.keys()) {
      const old = known.get(key);
      if (old) {
        now.set(key, old);
      }
    }
    missing.forEach(([key], place) => {
      const vector = made.vectors[place] ?? new Float32Array();
      now.set(key, { vector, dropped: made.dropped[place] ?? 0 });
    });
    this.encoder = encoder;
    this.known = now;
    const vectors = keys.flatMap((key) => now.get(key) ?? []);
    return { vectors, batchSize: made.batchSize };
  }
}
