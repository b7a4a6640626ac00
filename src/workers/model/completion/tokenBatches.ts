import type { GeneratedToken } from '../../../common/protocol/model/completion';

/** At most one message in this time: messages must cost less than the tokens they carry. */
const interval = 16;

/**
 * Sends tokens as they come: the first at once, later ones together, at most every 16 ms. When tokens
 * are slower than that, each goes at once.
 */
export class TokenBatches {
  private batch: GeneratedToken[] = [];
  private sentAt = -Infinity;

  constructor(
    private readonly send: (tokens: readonly GeneratedToken[]) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  push(token: GeneratedToken): void {
    this.batch.push(token);
    if (this.now() - this.sentAt >= interval) {
      this.flush();
    }
  }

  /** Sends what is left. */
  flush(): void {
    if (this.batch.length > 0) {
      this.send(this.batch);
      this.batch = [];
      this.sentAt = this.now();
    }
  }
}
