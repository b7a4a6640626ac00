import type { TokenChunk } from '../../../common/protocol/tokenizer/tokenList';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import type { FramePart } from '../../../common/protocol/tokenizer/workbench';
import type { Snapshot } from '../documents';
import type { EncodedPiece } from '../encodedPiece';
import { frameOf } from '../frame';
import type { PieceEncoder } from '../pieceEncoder';
import { piecesOf } from '../pieces';
import { segmentsOf } from '../segments';
import type { CuttingTokenizer } from '../tokenizers';
import { tokenEntry } from './tokenEntry';
import { WordIndex } from './wordIndex';

/** Tokens of a chunk at most: what a webview takes over within a frame. */
const chunkTokens = 8_192;

export interface WalkOptions {
  readonly selections: readonly OffsetRange[];
  readonly addSpecialTokens: boolean;
  readonly signal: AbortSignal;
}

/** A chunk before {@link EntryTeller} has told of its vocabulary entries. */
export type WalkedChunk = Omit<TokenChunk, 'entries'>;

/** All tokens of the selections in order, chunk by chunk; a segment is never torn. */
export async function* walkTokens(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  snapshot: Snapshot,
  { selections, addSpecialTokens, signal }: WalkOptions,
): AsyncGenerator<WalkedChunk, void, undefined> {
  const { text } = snapshot;
  const frame = await frameOf(tokenizer.open, false, addSpecialTokens);
  const body = frame.findIndex((part) => 'sequence' in part);
  let first = 0;
  for (const [selection, range] of selections.entries()) {
    const added = (parts: readonly FramePart[], at: number): WalkedChunk[] =>
      parts.length === 0 ? [] : [addedTokens(parts, { first, selection, at })];
    for (const chunk of added(frame.slice(0, body), range.start)) {
      yield chunk;
      first += chunk.ids.length;
    }
    const words = new WordIndex(text, range);
    for (const piece of piecesOf(snapshot, range, tokenizer)) {
      const encoded = await encoder.encode(tokenizer, text, piece, { signal, urgent: false });
      for (const chunk of chunksOf(encoded, text, piece, words)) {
        signal.throwIfAborted();
        yield { ...chunk, first, selection };
        first += chunk.ids.length;
      }
    }
    for (const chunk of added(frame.slice(body + 1), range.end)) {
      yield chunk;
      first += chunk.ids.length;
    }
  }
}

/** Adds to chunks the vocabulary entries that earlier ones have not told. */
export class EntryTeller {
  readonly #told = new Set<number>();

  constructor(private readonly tokenizer: CuttingTokenizer) {}

  tell(chunk: WalkedChunk): TokenChunk {
    const fresh = [...new Set(chunk.ids)].filter((id) => !this.#told.has(id));
    for (const id of fresh) {
      this.#told.add(id);
    }
    return { ...chunk, entries: fresh.map((id) => tokenEntry(this.tokenizer.open, id)) };
  }
}

function addedTokens(
  parts: readonly FramePart[],
  { first, selection, at }: { first: number; selection: number; at: number },
): WalkedChunk {
  const ids = Uint32Array.from(parts.flatMap((part) => ('id' in part ? [part.id] : [])));
  const places = new Uint32Array(ids.length).fill(at);
  return {
    first,
    selection,
    ids,
    starts: places,
    ends: places,
    words: new Int32Array(ids.length).fill(-1),
    segments: { starts: places, ends: places, firstToken: ids.map((_, index) => index) },
    textStart: at,
    text: '',
  };
}

function* chunksOf(
  encoded: EncodedPiece,
  text: string,
  piece: OffsetRange,
  words: WordIndex,
): Generator<Omit<WalkedChunk, 'first' | 'selection'>, void, undefined> {
  const { ids, starts, ends } = encoded;
  const segments = segmentsOf(encoded);
  const count = segments.firstToken.length;
  for (let from = 0, to = 0; from < count; from = to) {
    const firstToken = segments.firstToken[from] ?? 0;
    do {
      to++;
    } while (to < count && (segments.firstToken[to] ?? 0) - firstToken < chunkTokens);
    const lastToken = segments.firstToken[to] ?? ids.length;
    const moved = (offsets: ArrayLike<number>, begin: number, end: number): Uint32Array =>
      Uint32Array.from(
        { length: end - begin },
        (_, index) => piece.start + (offsets[begin + index] ?? 0),
      );
    const chunk = {
      ids: ids.slice(firstToken, lastToken),
      starts: moved(starts, firstToken, lastToken),
      ends: moved(ends, firstToken, lastToken),
      segments: {
        starts: moved(segments.starts, from, to),
        ends: moved(segments.ends, from, to),
        firstToken: Uint32Array.from(
          segments.firstToken.slice(from, to),
          (token) => token - firstToken,
        ),
      },
    };
    const textStart = chunk.segments.starts[0] ?? piece.start;
    yield {
      ...chunk,
      words: wordsOf(chunk, words),
      textStart,
      text: text.slice(textStart, chunk.segments.ends.at(-1)),
    };
  }
}

/** A token without a span of its own, such as whitespace in RoBERTa, stands where its segment does. */
function wordsOf(
  { ids, starts, ends, segments }: Pick<WalkedChunk, 'ids' | 'starts' | 'ends' | 'segments'>,
  words: WordIndex,
): Int32Array {
  const result = new Int32Array(ids.length);
  for (let segment = -1, token = 0; token < ids.length; token++) {
    if (segments.firstToken[segment + 1] === token) {
      segment++;
    }
    const start = starts[token] ?? 0;
    const own = start < (ends[token] ?? 0) ? start : (segments.starts[segment] ?? start);
    result[token] = words.at(own);
  }
  return result;
}
