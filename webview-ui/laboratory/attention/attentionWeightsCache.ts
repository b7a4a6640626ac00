import { meanOverHeads } from '../../../src/common/measures/attentionRollout';
import type {
  AttentionPart,
  AttentionThumbnails,
} from '../../../src/common/protocol/model/attention';
import {
  viewAttentionThumbnails,
  viewAttentionWeights,
  type AttentionView,
} from '../../../src/common/protocol/views/laboratory/attention';
import type { Host } from '../../shared/host';

/** Which weights are drawn. */
export interface AttentionChoice {
  readonly kind: 'head' | 'mean' | 'rollout';
  readonly layer: number;
  readonly head: number;
}

/** Weights of one run, each layer asked for once. */
export class AttentionWeights {
  readonly #parts = new Map<string, Promise<Float32Array | null>>();
  readonly thumbnails: Promise<AttentionThumbnails | null>;

  constructor(
    private readonly host: Host,
    readonly run: number,
    private readonly result: AttentionView,
  ) {
    this.thumbnails = host.request(viewAttentionThumbnails, { run }).catch(() => null);
  }

  /** [from, to]; null when the host could not have them. */
  async get({ kind, layer, head }: AttentionChoice): Promise<ArrayLike<number> | null> {
    const weights = await this.#part({ kind: kind === 'rollout' ? 'rollout' : 'layer', layer });
    if (weights === null || kind === 'rollout') return weights;
    const { shape } = this.result;
    const size = shape.tokens ** 2;
    return kind === 'mean'
      ? meanOverHeads(weights, shape)
      : weights.subarray(head * size, (head + 1) * size);
  }

  #part(part: AttentionPart): Promise<Float32Array | null> {
    const key = `${part.kind} ${part.layer}`;
    const known = this.#parts.get(key);
    if (known) return known;
    const asked = this.host
      .request(viewAttentionWeights, { run: this.run, part })
      .catch(() => null);
    this.#parts.set(key, asked);
    return asked;
  }
}
