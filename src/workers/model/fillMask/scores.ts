import type { Candidate } from '../../../common/protocol/model/fillMask';
import { largest } from '../../../common/decoding/largest';
import type { TokenFilter } from '../decoding/candidateFilter';
import { readLogits } from '../../../common/decoding/readLogits';
import type { TokenTexts } from '../models/tokenTexts';

/** The distribution over the vocabulary at one mask. */
export class MaskScores {
  private readonly logSum: number;

  /** @param logits float32, [vocabulary]. */
  constructor(
    private readonly logits: Float32Array,
    private readonly texts: TokenTexts,
  ) {
    this.logSum = readLogits(logits, 1).logSum;
  }

  /** Whether every logit is a number. */
  get valid(): boolean {
    return !Number.isNaN(this.logSum);
  }

  /**
   * The k most likely tokens that pass the filter, most likely first; equal ones share the better
   * rank, which counts all tokens.
   */
  top(k: number, passes: TokenFilter | null = null): Candidate[] {
    return passes ? this.topFiltered(k, passes) : this.ranked(largest(this.logits, k));
  }

  private topFiltered(k: number, passes: TokenFilter): Candidate[] {
    // Most filters pass within the first few times k; a word list may need the whole vocabulary.
    for (let reach = 4 * k; ; reach *= 16) {
      const seen = this.ranked(largest(this.logits, reach));
      const passed = seen.filter(({ ids: [id] }) => id !== undefined && passes(id));
      // There are fewer than were asked for where the rest is -∞.
      if (passed.length >= k || seen.length < reach) {
        return passed.slice(0, k);
      }
    }
  }

  /** @param ids largest first, from the largest of all on. */
  private ranked(ids: Int32Array): Candidate[] {
    const candidates: Candidate[] = [];
    for (const id of ids) {
      const above = candidates.at(-1);
      const equal = above?.ids[0] !== undefined && this.logits[above.ids[0]] === this.logits[id];
      const rank = equal ? above.rank : candidates.length + 1;
      candidates.push(this.candidate(id, this.texts.written(id), rank));
    }
    return candidates;
  }

  /** One token, whatever its rank. */
  target(id: number, text: string): Candidate {
    return this.candidate(id, text, this.rank(id));
  }

  /** ln p of one token. */
  logProb(id: number): number {
    return (this.logits[id] ?? Number.NaN) - this.logSum;
  }

  private candidate(id: number, text: string, rank: number): Candidate {
    return {
      text,
      token: this.texts.token(id),
      ids: [id],
      logProb: this.logProb(id),
      rank,
      oov: false,
      special: this.texts.special(id),
      scoring: 'single_only',
    };
  }

  /** 1 + number of larger logits. */
  private rank(id: number): number {
    const own = this.logits[id] ?? Number.NaN;
    let larger = 0;
    for (const logit of this.logits) {
      larger += logit > own ? 1 : 0;
    }
    return larger + 1;
  }
}
