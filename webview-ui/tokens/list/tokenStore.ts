import type {
  TokenChunk,
  TokenEntry,
  TokenType,
} from '../../../src/common/protocol/tokenizer/tokenList';

/** One token, as the table shows it. */
export interface TokenRow {
  readonly index: number;
  readonly id: number;
  readonly token: string;
  /** The text of its span. */
  readonly text: string;
  /** UTF-16 offsets into the document. */
  readonly start: number;
  readonly end: number;
  readonly bytes: string;
  readonly word: number;
  readonly type: TokenType;
}

/** One segment, as a chip shows it: text that whole tokens cover, with their ids. */
export interface Segment {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly ids: readonly number[];
  /** The vocabulary's own strings. */
  readonly tokens: readonly string[];
  /** `special` or `unknown` if any of its tokens is. */
  readonly type: TokenType;
  readonly selection: number;
  /** Index of its first token. */
  readonly first: number;
}

/** The tokens of one run, as their chunks come. */
export class TokenStore {
  readonly #chunks: TokenChunk[] = [];
  /** Index of each chunk's first segment. */
  readonly #firstSegments: number[] = [];
  readonly #entries = new Map<number, TokenEntry>();
  tokenCount = 0;
  segmentCount = 0;

  constructor(readonly run: number) {}

  add(chunk: TokenChunk): void {
    this.#chunks.push(chunk);
    this.#firstSegments.push(this.segmentCount);
    for (const entry of chunk.entries) this.#entries.set(entry.id, entry);
    this.tokenCount += chunk.ids.length;
    this.segmentCount += chunk.segments.starts.length;
  }

  token(index: number): TokenRow {
    const chunk = this.#chunkAt((each) => this.#chunks[each]?.first ?? 0, index);
    const at = index - (chunk?.first ?? 0);
    const start = chunk?.starts[at] ?? 0;
    const end = chunk?.ends[at] ?? 0;
    const id = chunk?.ids[at] ?? 0;
    const entry = this.#entries.get(id);
    return {
      index,
      id,
      token: entry?.token ?? '',
      text: textOf(chunk, start, end),
      start,
      end,
      bytes: entry?.bytes ?? '',
      word: chunk?.words[at] ?? -1,
      type: entry?.type ?? 'text',
    };
  }

  segment(index: number): Segment {
    const place = this.#placeAt((each) => this.#firstSegments[each] ?? 0, index);
    const chunk = this.#chunks[place];
    const at = index - (this.#firstSegments[place] ?? 0);
    const start = chunk?.segments.starts[at] ?? 0;
    const end = chunk?.segments.ends[at] ?? 0;
    const from = chunk?.segments.firstToken[at] ?? 0;
    const ids = [...(chunk?.ids.subarray(from, chunk.segments.firstToken[at + 1]) ?? [])];
    const entries = ids.flatMap((id) => this.#entries.get(id) ?? []);
    const types = new Set(entries.map(({ type }) => type));
    return {
      index,
      start,
      end,
      text: textOf(chunk, start, end),
      ids,
      tokens: entries.map(({ token }) => token),
      type: (['unknown', 'special'] as const).find((type) => types.has(type)) ?? 'text',
      selection: chunk?.selection ?? 0,
      first: (chunk?.first ?? 0) + from,
    };
  }

  /** The ids of each selection. */
  ids(): Uint32Array[] {
    const selections: number[][] = [];
    for (const { selection, ids } of this.#chunks) {
      const list = (selections[selection] ??= []);
      for (const id of ids) list.push(id);
    }
    return selections.map((ids) => Uint32Array.from(ids));
  }

  /** The segment that holds an offset of the document; -1 for none. */
  segmentAt(offset: number): number {
    for (const [place, { segments }] of this.#chunks.entries()) {
      const { starts, ends } = segments;
      if ((starts[0] ?? 0) <= offset && offset < (ends.at(-1) ?? 0)) {
        const at = lastAtMost(starts, offset);
        if (offset < (ends[at] ?? 0)) return (this.#firstSegments[place] ?? 0) + at;
      }
    }
    return -1;
  }

  /** The segment that a token belongs to. */
  segmentOfToken(index: number): number {
    const place = this.#placeAt((each) => this.#chunks[each]?.first ?? 0, index);
    const chunk = this.#chunks[place];
    if (chunk === undefined) return -1;
    return (
      (this.#firstSegments[place] ?? 0) + lastAtMost(chunk.segments.firstToken, index - chunk.first)
    );
  }

  #chunkAt(firstOf: (chunk: number) => number, index: number): TokenChunk | undefined {
    return this.#chunks[this.#placeAt(firstOf, index)];
  }

  /** The last chunk that begins at or before an index. */
  #placeAt(firstOf: (chunk: number) => number, index: number): number {
    let place = this.#chunks.length - 1;
    while (place > 0 && firstOf(place) > index) place--;
    return place;
  }
}

function textOf(chunk: TokenChunk | undefined, start: number, end: number): string {
  if (chunk === undefined) return '';
  return chunk.text.slice(start - chunk.textStart, Math.max(start, end) - chunk.textStart);
}

/** Index of the last value that is at most `limit`, of ascending values. */
function lastAtMost(values: Uint32Array, limit: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
