import { idRegion } from './idRegion';

/** An id as it was pasted: UTF-16 offsets into the pasted text, half-open. */
export interface PastedId {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Something in the pasted text that is no id. */
export interface BadId {
  readonly problem: 'negative' | 'fractional' | 'tooLarge' | 'notANumber';
  /** As pasted, at most 40 UTF-16 units of it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** From 1; columns count UTF-16 units, as VS Code does. */
  readonly line: number;
  readonly column: number;
}

export interface IdList {
  /** In the order of the text; lists within lists are strung together. */
  readonly ids: readonly PastedId[];
  readonly bad: readonly BadId[];
  /** The print was cut short, by `...` or "more items". */
  readonly truncated: boolean;
}

/** Ids are unsigned 32-bit numbers in every tokenizer. */
const largestId = 0xffff_ffff;
const longestShown = 40;

/**
 * Reads token ids out of any usual form: numbers separated by anything, JSON and Python lists, the prints
 * of PyTorch, TensorFlow and NumPy, of JavaScript's arrays and typed arrays, and dictionaries of which
 * `input_ids` is taken. Whatever stands where an id should is named, not skipped.
 * Takes some 50 ms for 100,000 ids: called by views, not by the extension host.
 */
export function parseIdList(text: string): IdList {
  const { start: from, end: to } = idRegion(text);
  const ids: PastedId[] = [];
  const bad: BadId[] = [];
  let truncated = false;
  const lines = new LineCounter(text);
  for (let at = from; at < to;) {
    const { kind, end } = nextPart(text, at, to);
    if (kind === 'ellipsis') {
      truncated = true;
    } else if (kind !== 'form') {
      const word = text.slice(at, end);
      const id = kind === 'number' ? Number(word.replace(/n$|_/g, '')) : Number.NaN;
      const problem = problemOf(id);
      if (problem === null) {
        ids.push({ id, start: at, end });
      } else {
        const shown = word.slice(0, longestShown);
        bad.push({ problem, text: shown, start: at, end, ...lines.at(at) });
      }
    }
    at = end;
  }
  return { ids, bad, truncated };
}

function problemOf(id: number): BadId['problem'] | null {
  if (Number.isNaN(id)) {
    return 'notANumber';
  }
  if (id < 0) {
    return 'negative';
  }
  if (id > largestId) {
    return 'tooLarge';
  }
  return Number.isInteger(id) ? null : 'fractional';
}

/** What only gives form. Its values are bounded, so that no text takes time beyond its length. */
const form =
  /[\s,;[\](){}<>|'"]+|(?:dtype|device|shape|requires_grad|grad_fn|layout|size)\s*=\s*(?:'[^']{0,200}'|"[^"]{0,200}"|\([^)]{0,200}\)|<[^>]{0,200}>|[\w.]+)|numpy\s*=|(?:[a-z]+\.)?(?:tensor|Tensor|array|list|tuple)(?:\s*:|(?=\s*[[(]))|(?:Big)?(?:Uint|Int|Float)\d+Array\s*\(\s*\d+\s*\)(?=\s*\[)|Array\s*\(\s*\d+\s*\)(?=\s*\[)/y;
const ellipsis = /(?:\.\.\.|…)(?:\s*\d+ more items?)?/y;
const number =
  /[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?n?(?=$|[\s,;[\](){}<>|'"]|\.\.\.|…)/y;
const word = /[^\s,;[\](){}<>|'"…]+/y;

function nextPart(
  text: string,
  at: number,
  to: number,
): { kind: 'form' | 'ellipsis' | 'number' | 'word'; end: number } {
  for (const [kind, pattern] of [
    ['form', form],
    ['ellipsis', ellipsis],
    ['number', number],
    ['word', word],
  ] as const) {
    pattern.lastIndex = at;
    if (pattern.test(text)) {
      return { kind, end: Math.min(pattern.lastIndex, to) };
    }
  }
  return { kind: 'word', end: at + 1 };
}

/** Lines and columns of offsets that only grow; the text is read once. */
class LineCounter {
  readonly #lineEnds: RegExpStringIterator<RegExpExecArray>;
  #line = 1;
  #lineStart = 0;
  #nextLineStart: number;

  constructor(text: string) {
    this.#lineEnds = text.matchAll(/\r\n|\r|\n/g);
    this.#nextLineStart = this.#readLineEnd();
  }

  at(offset: number): { line: number; column: number } {
    while (this.#nextLineStart <= offset) {
      this.#line++;
      this.#lineStart = this.#nextLineStart;
      this.#nextLineStart = this.#readLineEnd();
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  #readLineEnd(): number {
    const { value } = this.#lineEnds.next();
    return value ? value.index + value[0].length : Infinity;
  }
}
