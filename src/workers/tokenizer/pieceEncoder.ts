import { TokenscopeError } from '../../common/errors';
import { encodePiece, type EncodedPiece } from './encodedPiece';
import { PieceCache, pieceKey, type PieceCount } from './pieceCache';
import type { Piece } from './pieces';
import { orAborted } from './requests';
import { Slots } from './slots';
import type { CuttingTokenizer } from './tokenizers';

export interface EncodePriority {
  readonly signal: AbortSignal;
  /** Goes before the pieces that long counts wait for. */
  readonly urgent: boolean;
}

/** A piece that is being encoded, or waits for it, and how many requests still want it. */
interface Job {
  readonly result: Promise<EncodedPiece>;
  readonly interest: { requests: number };
}

/** As many threads of the library as are worth while beside a window's other processes. */
const encodesAtOnce = 2;

/** Encodes pieces, each text once, a few at a time. */
export class PieceEncoder {
  readonly #slots = new Slots(encodesAtOnce);
  readonly #cache = new PieceCache();
  readonly #jobs = new Map<string, Job>();

  /** The tokens of a piece of `text`. */
  async encode(
    tokenizer: CuttingTokenizer,
    text: string,
    piece: Piece,
    priority: EncodePriority,
  ): Promise<EncodedPiece> {
    const { first } = piece;
    const pieceText = text.slice(piece.start, piece.end);
    const key = pieceKey(tokenizer.file, first, pieceText);
    return this.#cache.piece(key) ?? this.#encode(tokenizer, pieceText, first, key, priority);
  }

  /** The number of tokens of a piece of `text`. */
  async count(
    tokenizer: CuttingTokenizer,
    text: string,
    piece: Piece,
    priority: EncodePriority,
  ): Promise<PieceCount> {
    const { first } = piece;
    const pieceText = text.slice(piece.start, piece.end);
    const key = pieceKey(tokenizer.file, first, pieceText);
    const known = this.#cache.count(key);
    if (known !== undefined) {
      return known;
    }
    const { ids, unknown } = await this.#encode(tokenizer, pieceText, first, key, priority);
    return { tokens: ids.length, unknown };
  }

  async #encode(
    tokenizer: CuttingTokenizer,
    text: string,
    first: boolean,
    key: string,
    { signal, urgent }: EncodePriority,
  ): Promise<EncodedPiece> {
    signal.throwIfAborted();
    let job = this.#jobs.get(key);
    if (job === undefined) {
      job = this.#start(key, urgent, () =>
        encodePiece(tokenizer.open, text, first ? null : (tokenizer.rule?.lead ?? null)),
      );
    } else {
      job.interest.requests++;
    }
    try {
      return await orAborted(job.result, signal);
    } finally {
      job.interest.requests--;
    }
  }

  #start(key: string, urgent: boolean, run: () => Promise<EncodedPiece>): Job {
    const interest = { requests: 1 };
    const result = this.#slots.run(urgent, async () => {
      try {
        if (interest.requests === 0) {
          throw new TokenscopeError('Cancelled', {});
        }
        const piece = await run();
        this.#cache.add(key, piece);
        return piece;
      } finally {
        this.#jobs.delete(key);
      }
    });
    const job: Job = { result, interest };
    this.#jobs.set(key, job);
    return job;
  }
}
