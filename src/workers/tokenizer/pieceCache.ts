import { createHash } from 'node:crypto';
import { pieceBytes, type EncodedPiece } from './encodedPiece';

/** How many tokens a piece has, and how many of them are unknown. */
export interface PieceCount {
  readonly tokens: number;
  readonly unknown: number;
}

const maximumBytes = 48 * 2 ** 20;
const maximumCounts = 20_000;

/** What an entry takes besides its tokens: key, objects, map. */
const overhead = 600;

/**
 * Encoded pieces, the least recently used forgotten first; their counts are kept much longer, for
 * they take almost no memory.
 */
export class PieceCache {
  readonly #pieces = new Map<string, EncodedPiece>();
  readonly #counts = new Map<string, PieceCount>();
  #bytes = 0;

  constructor(private readonly limit = maximumBytes) {}

  piece(key: string): EncodedPiece | undefined {
    const piece = this.#pieces.get(key);
    if (piece !== undefined) {
      this.#pieces.delete(key);
      this.#pieces.set(key, piece);
    }
    return piece;
  }

  count(key: string): PieceCount | undefined {
    return this.#counts.get(key);
  }

  add(key: string, piece: EncodedPiece): void {
    this.#drop(key);
    this.#pieces.set(key, piece);
    this.#bytes += pieceBytes(piece) + overhead;
    for (const oldest of this.#pieces.keys()) {
      if (this.#bytes <= this.limit || oldest === key) {
        break;
      }
      this.#drop(oldest);
    }
    this.#counts.delete(key);
    this.#counts.set(key, { tokens: piece.ids.length, unknown: piece.unknown });
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= maximumCounts) {
        break;
      }
      this.#counts.delete(oldest);
    }
  }

  #drop(key: string): void {
    const piece = this.#pieces.get(key);
    if (piece !== undefined && this.#pieces.delete(key)) {
      this.#bytes -= pieceBytes(piece) + overhead;
    }
  }
}

/**
 * Key of a piece: the tokenizer, whether it stands at the start of its text, and its exact UTF-16
 * units. A digest, since a slice would keep the whole text of an outdated version in memory.
 */
export function pieceKey(tokenizer: string, first: boolean, piece: string): string {
  const digest = createHash('sha256').update(piece, 'utf16le').digest('base64');
  return `${first ? '^' : '+'}${digest} ${tokenizer}`;
}
