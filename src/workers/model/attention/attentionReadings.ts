import type { AttentionShape } from '../../../common/measures/attentionRollout';
import type { AttentionReading } from '../../../common/protocol/model/attention';
import { runModel, type RunContext } from '../models/runModel';
import { readAttentions } from './readAttentions';

/** Attention weights of one text, float32 [layers, heads, from, to]. */
export interface Attentions {
  readonly weights: Float32Array;
  readonly shape: AttentionShape;
}

/** Texts whose weights are kept: the one that is looked at, a pinned one, and one before. */
const keptTexts = 3;

/** The weights of the texts that were read last; others are computed when they are asked for. */
export class AttentionReadings {
  readonly #kept = new Map<string, Attentions>();

  keep(reading: AttentionReading, attentions: Attentions): void {
    const key = keyOf(reading);
    this.#kept.delete(key);
    this.#kept.set(key, attentions);
    for (const oldest of [...this.#kept.keys()].slice(0, -keptTexts)) {
      this.#kept.delete(oldest);
    }
  }

  /** @throws TokenscopeError as a run does. */
  async get(reading: AttentionReading, context: RunContext): Promise<Attentions> {
    const kept =
      this.#kept.get(keyOf(reading)) ??
      (await runModel(context, reading, reading.model.task, (model) =>
        readAttentions(model, reading.ids, context.token),
      ));
    this.keep(reading, kept);
    return kept;
  }
}

function keyOf({ model, ids }: AttentionReading): string {
  return JSON.stringify([model.folder, model.precision, model.revision, ids]);
}
