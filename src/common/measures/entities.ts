/** A word with the label that was read at its first piece. */
export interface LabelledWord {
  /** UTF-16 offsets, half open. */
  readonly start: number;
  readonly end: number;
  /** Such as `O`, `B-PER`, `I-PER`. */
  readonly label: string;
  /** Probability of that label, from 0 to 1. */
  readonly p: number;
}

/** A named entity: words that follow each other. */
export interface Entity {
  readonly start: number;
  readonly end: number;
  /** Such as `PER`. */
  readonly type: string;
  /** Mean of its words' p, from 0 to 1. */
  readonly score: number;
  readonly words: number;
}

/**
 * Entities of labelled words, as conlleval reads them (Tjong Kim Sang & Buchholz 2000): `B-` begins one,
 * `I-` goes on with one of its type and begins one otherwise. `S-` and `U-` are one word, `E-` and `L-`
 * the last one (IOBES, BILOU). Words that have a bare label in common and follow each other are one.
 * @param words of one text, in their order.
 */
export function decodeEntities(words: readonly LabelledWord[]): Entity[] {
  const entities: LabelledWord[][] = [];
  let open: { readonly type: string; readonly words: LabelledWord[] } | null = null;
  for (const word of words) {
    const { prefix, type } = parts(word.label);
    if (prefix === 'O') {
      open = null;
      continue;
    }
    const goesOn: boolean = open?.type === type && !beginning.has(prefix);
    if (open && goesOn) {
      open.words.push(word);
    } else {
      open = { type, words: [word] };
      entities.push(open.words);
    }
    if (ending.has(prefix)) {
      open = null;
    }
  }
  return entities.map(entityOf);
}

/** The type of a label without the mark of its place: `PER` of `B-PER`; null outside entities. */
export function entityType(label: string): string | null {
  const { prefix, type } = parts(label);
  return prefix === 'O' ? null : type;
}

const beginning: ReadonlySet<string> = new Set(['B', 'S', 'U']);
const ending: ReadonlySet<string> = new Set(['E', 'L', 'S', 'U']);

function parts(label: string): { readonly prefix: string; readonly type: string } {
  const match = /^([BILESU])[-_](.+)$/.exec(label);
  return match
    ? { prefix: match[1] ?? '', type: match[2] ?? '' }
    : { prefix: label === 'O' ? 'O' : '', type: label };
}

function entityOf(words: readonly LabelledWord[]): Entity {
  const first = words[0];
  const last = words.at(-1);
  return {
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    type: entityType(first?.label ?? 'O') ?? '',
    score: words.reduce((sum, { p }) => sum + p, 0) / words.length,
    words: words.length,
  };
}
