import type { StopReason, TokenChoice } from '../../../common/protocol/model/completion';
import type { BeamParams } from '../../../common/protocol/model/completionBeams';

/** A token of a beam. */
export interface BeamToken {
  readonly id: number;
  /** Of the model, before any processing. */
  readonly logProb: number;
  readonly alternatives: readonly TokenChoice[];
}

/** A text of a beam search. */
export interface Beam {
  /** Without an end token. */
  readonly tokens: readonly BeamToken[];
  /** Σ ln p after the processors, that of an end token included. */
  readonly sum: number;
}

export interface EndedBeam extends Beam {
  readonly score: number;
  readonly stopReason: StopReason;
}

/** The best texts that have ended, at most `numBeams` of them (transformers: `BeamHypotheses`). */
export class EndedBeams {
  private readonly kept: EndedBeam[] = [];

  constructor(
    private readonly params: BeamParams,
    private readonly maxNewTokens: number,
  ) {}

  /** The best first; of equal ones the one that ended first. */
  get best(): readonly EndedBeam[] {
    return this.kept;
  }

  /** @param length its tokens, an end token included. */
  add(beam: Beam, length: number, stopReason: StopReason): void {
    const { numBeams } = this.params;
    const score = this.score(beam.sum, length);
    const place = this.kept.findIndex((other) => other.score < score);
    this.kept.splice(place === -1 ? this.kept.length : place, 0, { ...beam, score, stopReason });
    this.kept.length = Math.min(this.kept.length, numBeams);
  }

  /**
   * Whether the search is over.
   * @param sum of the likeliest open text. @param length tokens of each open text.
   */
  over(sum: number, length: number): boolean {
    const { numBeams, lengthPenalty, earlyStopping } = this.params;
    const worst = this.kept[numBeams - 1];
    if (worst === undefined) {
      return false;
    }
    // A sum only falls; divided by more, its score can still rise.
    const longest = earlyStopping === 'never' && lengthPenalty > 0 ? this.maxNewTokens : length;
    return earlyStopping === true || worst.score >= this.score(sum, longest);
  }

  private score(sum: number, length: number): number {
    return sum / length ** this.params.lengthPenalty;
  }
}
