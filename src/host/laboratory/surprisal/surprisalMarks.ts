import { l10n } from 'vscode';
import { Color } from '../../../common/contributions';
import { surprisalBits } from '../../../common/measures/causal';
import { readingLevel } from '../../../common/measures/readingLevel';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { tokenAt, type ReadToken, type TextReading } from '../../../common/readings/textReading';
import type { LabMark } from '../labMarks';
import type { ReadingResult } from './readingResult';

const colors = [
  Color.surprisal1,
  Color.surprisal2,
  Color.surprisal3,
  Color.surprisal4,
  Color.surprisal5,
] as const;

/** Tokens that are coloured in an editor at most (design: decorations), in the middle what is visible. */
const mostTokens = 1_000;
/** Characters before and after what is visible whose tokens are coloured as well. */
const charactersAround = 1_000;

/**
 * A colour for each token that was read near a range of the document as it was read; tokens that are
 * parts of one character share theirs: the least expected.
 */
export function surprisalMarks(
  { text, reading, start, colors: shown }: ReadingResult,
  range: OffsetRange,
): LabMark[] {
  const places = new Map<string, ReadToken[]>();
  for (const index of tokensNear(reading, { start: range.start - start, end: range.end - start })) {
    const token = tokenAt(reading, index);
    if (token.logProb !== null && token.end > token.start) {
      const place = `${token.start}-${token.end}`;
      const same = places.get(place);
      if (same) {
        same.push(token);
      } else {
        places.set(place, [token]);
      }
    }
  }
  return [...places.values()].map((same) => {
    const level = Math.max(...same.map((token) => readingLevel(token, shown)));
    const [first] = same;
    return {
      start: start + (first?.start ?? 0),
      end: start + (first?.end ?? 0),
      color: colors[level - 1] ?? Color.surprisal5,
      hover: same.flatMap((token) => hoverOf(text, token)),
    };
  });
}

/** Indexes of the tokens that were read in or near a range of the text: of too many those in its middle. */
function tokensNear({ columns, known }: TextReading, { start, end }: OffsetRange): number[] {
  const indexes: number[] = [];
  for (let index = 0; index < known.length; index++) {
    const near =
      (columns.ends[index] ?? 0) > start - charactersAround &&
      (columns.starts[index] ?? 0) < end + charactersAround;
    if (near && known[index] === 1) {
      indexes.push(index);
    }
  }
  const before = Math.max(0, Math.floor((indexes.length - mostTokens) / 2));
  return indexes.slice(before, before + mostTokens);
}

function hoverOf(text: string, token: ReadToken): string[] {
  const { start, end, logProb, entropy, rank, expected } = token;
  return [
    l10n.t(
      '{0}: surprisal {1} bits, rank {2}; entropy before it {3} bits',
      quoted(text.slice(start, end)),
      surprisalBits(logProb ?? Number.NaN).toFixed(1),
      rank ?? 0,
      (entropy ?? Number.NaN).toFixed(1),
    ),
    l10n.t(
      'Expected: {0}',
      expected.map((guess) => `${quoted(guess.text)} ${percent(guess.logProb)}`).join(', '),
    ),
  ];
}

/** A token as it would stand in a text: most of GPT-2's begin with a space. */
function quoted(token: string): string {
  return `“${token.replace(/\r?\n/g, '↵').replaceAll('\t', '⇥')}”`;
}

function percent(logProb: number): string {
  const share = 100 * Math.exp(logProb);
  return share < 0.1 ? '< 0.1 %' : `${share.toFixed(share < 10 ? 1 : 0)} %`;
}
