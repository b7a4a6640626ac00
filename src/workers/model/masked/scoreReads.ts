import { TokenscopeError } from '../../../common/errors';
import { rowAt } from '../encoder/positions';
import { rowsTogether, runRows, type TokenRow } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import { factsOf, type RunContext } from '../models/runModel';
import { readLogits } from '../../../common/decoding/readLogits';
import type { RunFacts } from '../../../common/protocol/model/run';

/** A token's place in the distribution at one position. */
export interface TokenScore {
  /** Natural logarithm of its probability over the whole vocabulary. */
  readonly logProb: number;
  /** 1 + number of tokens with a larger logit. */
  readonly rank: number;
}

interface Wanted {
  readonly position: number;
  readonly read: (logits: Float32Array) => void;
}

/** Rows of masked text, and what is to be read of each; equal rows are run once. */
export class ScoreReads {
  private readonly rows = new Map<string, { row: TokenRow; wanted: Wanted[] }>();

  get size(): number {
    return this.rows.size;
  }

  /** Has the logits at a position of a row read; they are valid only while `read` runs. */
  add(row: TokenRow, position: number, read: (logits: Float32Array) => void): void {
    const key = row.ids.join(' ');
    const known = this.rows.get(key);
    if (known) {
      known.wanted.push({ position, read });
    } else {
      this.rows.set(key, { row, wanted: [{ position, read }] });
    }
  }

  /** Has one token scored. @returns gives its score once {@link ScoreReads.run} is through. */
  token(row: TokenRow, position: number, id: number): () => TokenScore {
    let score: TokenScore = { logProb: Number.NaN, rank: 0 };
    this.add(row, position, (logits) => (score = tokenScore(logits, id)));
    return () => score;
  }

  /**
   * Runs all rows. @param began `performance.now()` of the start of the whole work.
   * @throws TokenscopeError `Cancelled`, `Internal` when an output is not a number.
   */
  async run(model: OpenModel, { token, report }: RunContext, began: number): Promise<RunFacts> {
    const all = [...this.rows.values()];
    const together = rowsTogether(model.ref.precision);
    const onDone = (done: number): void => report({ kind: 'share', share: done / all.length });
    await runRows(
      model.session,
      all.map(({ row }) => row),
      { outputs: ['logits'], together, token, onDone },
      (index, outputs) => {
        for (const { position, read } of all[index]?.wanted ?? []) {
          read(rowAt(outputs.get('logits'), position));
        }
      },
    );
    const size = Math.max(1, ...all.map(({ row }) => together(row.ids.length)));
    return factsOf(model, began, Math.min(size, Math.max(1, all.length)));
  }
}

/**
 * ln p and rank of a token: log-softmax in float64 with the maximum subtracted (measures).
 * @param logits float32, [vocabulary]. @throws TokenscopeError `Internal` when one is not a number.
 */
export function tokenScore(logits: Float32Array, id: number): TokenScore {
  const { logSum } = readLogits(logits, 1);
  const own = logits[id] ?? Number.NaN;
  if (Number.isNaN(logSum) || Number.isNaN(own)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  let larger = 0;
  for (const logit of logits) {
    larger += logit > own ? 1 : 0;
  }
  return { logProb: own - logSum, rank: larger + 1 };
}
