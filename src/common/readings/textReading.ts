import { histogramBounds, rankBin, surprisalBits } from '../measures/causal';
import {
  emptyColumns,
  expectedTokens,
  type ReadingPart,
  type TokenColumns,
  type TokenText,
} from '../protocol/model/reading';
import { beginsWithSpace } from '../text/leadingSpace';

/** Sums over the tokens that have a value. */
export interface ReadingSums {
  scored: number;
  /** Σ surprisal in bits. */
  bits: number;
  /** Of the text of the scored tokens. */
  codePoints: number;
  bytes: number;
  /** Tokens in each bin of ranks, see `histogramBounds`. */
  readonly histogram: number[];
}

/** What a causal model made of a text: plain data that grows part by part, in no fixed order. */
export interface TextReading {
  readonly columns: TokenColumns;
  /** 1 for each token that was read. */
  readonly known: Uint8Array;
  knownCount: number;
  readonly texts: Record<number, TokenText>;
  readonly sums: ReadingSums;
  /** ln P(B | the whole text); NaN until its end was read. */
  boundaryAfter: number;
}

/** A token as it was read. */
export interface ReadToken extends TokenText {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Null, as all that follows but `context`, where there is no value. */
  readonly logProb: number | null;
  readonly rank: number | null;
  readonly entropy: number | null;
  readonly logBoundary: number | null;
  readonly context: number;
  readonly expected: readonly (TokenText & { readonly logProb: number })[];
}

/** A reading of a text of so many tokens, none of which was read. */
export function emptyReading(tokens: number): TextReading {
  return {
    columns: emptyColumns(tokens),
    known: new Uint8Array(tokens),
    knownCount: 0,
    texts: {},
    sums: { scored: 0, bits: 0, codePoints: 0, bytes: 0, histogram: histogramBounds.map(() => 0) },
    boundaryAfter: Number.NaN,
  };
}

/** Takes a part in; one that is there already, as a process that was started anew sends it, changes nothing. */
export function addPart(reading: TextReading, part: ReadingPart): void {
  Object.assign(reading.texts, part.texts);
  reading.boundaryAfter = part.boundaryAfter ?? reading.boundaryAfter;
  const { columns, known, sums } = reading;
  const { first, columns: added } = part;
  const count = added.ids.length;
  if (count === 0 || known[first] === 1) {
    return;
  }
  for (const name of Object.keys(columns) as (keyof TokenColumns)[]) {
    const width = name.startsWith('expected') ? expectedTokens : 1;
    columns[name].set(added[name], first * width);
  }
  known.fill(1, first, first + count);
  reading.knownCount += count;
  for (let index = 0; index < count; index++) {
    const logProb = added.logProbs[index] ?? Number.NaN;
    if (!Number.isNaN(logProb)) {
      sums.scored++;
      sums.bits += surprisalBits(logProb);
      const bin = rankBin(added.ranks[index] ?? 1);
      sums.histogram[bin] = (sums.histogram[bin] ?? 0) + 1;
    }
  }
  sums.codePoints += part.codePoints;
  sums.bytes += part.bytes;
}

/** Tokens of the text. */
export function lengthOf({ known }: TextReading): number {
  return known.length;
}

/** The token at an index that was read. */
export function tokenAt({ columns, texts }: TextReading, index: number): ReadToken {
  const id = columns.ids[index] ?? 0;
  const at = index * expectedTokens;
  const ids = columns.expectedIds.subarray(at, at + expectedTokens);
  return {
    id,
    ...textOf(texts, id),
    start: columns.starts[index] ?? 0,
    end: columns.ends[index] ?? 0,
    logProb: valueOf(columns.logProbs[index]),
    rank: columns.ranks[index] === 0 ? null : (columns.ranks[index] ?? null),
    entropy: valueOf(columns.entropies[index]),
    logBoundary: valueOf(columns.logBoundaries[index]),
    context: columns.contexts[index] ?? 0,
    expected: Array.from(ids, (expected, place) => ({
      ...textOf(texts, expected),
      logProb: columns.expectedLogProbs[at + place] ?? Number.NaN,
    })).filter(({ logProb }) => !Number.isNaN(logProb)),
  };
}

/** Whether the token's bytes begin with whitespace. */
export function hasLeadingSpace({ columns, texts }: TextReading, index: number): boolean {
  return beginsWithSpace(textOf(texts, columns.ids[index] ?? 0).text);
}

/** The longest runs of tokens that were read, ends exclusive, in the order of the text. */
export function knownRuns({ known }: TextReading): [number, number][] {
  const runs: [number, number][] = [];
  let start = known.indexOf(1);
  while (start >= 0) {
    const gap = known.indexOf(0, start);
    const end = gap < 0 ? known.length : gap;
    runs.push([start, end]);
    start = gap < 0 ? -1 : known.indexOf(1, end);
  }
  return runs;
}

/** A value of a column; null where it has none. */
export function valueOf(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function textOf(texts: Readonly<Record<number, TokenText>>, id: number): TokenText {
  return texts[id] ?? { token: '', text: '' };
}
