import type { PlaceTest } from './addedTokenPlaces';
import type { CutRule } from './cutRule';

/** Bounds of a piece, in UTF-16 units. A piece is longer only where the text admits no cut. */
export interface PieceSize {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * About 16 KiB each. A larger piece makes an edit or a jump wait longer for its tokens (a key in a 10-MB
 * document three times as long at 64 KiB) and takes more memory; totals are counted no faster.
 */
export const pieceSize: PieceSize = { minimum: 12_288, maximum: 20_480 };

/**
 * The end of the piece that begins at `start`.
 * Between the smallest and the largest size, the cut is the admissible place with the smallest hash
 * of the few characters before it: it depends on what the text says there, not on where that stands,
 * so that after an edit the later pieces are the same texts as before.
 * Words are cut only where there is no whitespace in reach.
 * @param end end of the text that is cut; a rest that fits into one piece is one.
 */
export function pieceEnd(
  text: string,
  start: number,
  end: number,
  rule: CutRule,
  size: PieceSize = pieceSize,
): number {
  if (end - start <= size.maximum) {
    return end;
  }
  const inReach = { from: start + size.minimum, to: start + size.maximum };
  const { beforeSpace, inWord } = rule;
  return (
    bestPlace(text, inReach, isBeforeSpace, beforeSpace) ??
    (inWord && bestPlace(text, inReach, isInWord, inWord)) ??
    firstPlace(
      text,
      { from: inReach.to + 1, to: end - 1 },
      (where, place) =>
        (isBeforeSpace(where, place) && beforeSpace(where, place)) ||
        (inWord !== null && isInWord(where, place) && inWord(where, place)),
    ) ??
    end
  );
}

/** Both ends are included. */
interface Reach {
  readonly from: number;
  readonly to: number;
}

/** @param isCandidate a cheap test that most places fail, done before anything else. */
function bestPlace(
  text: string,
  { from, to }: Reach,
  isCandidate: PlaceTest,
  admits: PlaceTest,
): number | null {
  let best: number | null = null;
  let bestHash = Infinity;
  for (let place = from; place <= to; place++) {
    if (isCandidate(text, place)) {
      const hash = hashBefore(text, place);
      if (hash < bestHash && admits(text, place)) {
        best = place;
        bestHash = hash;
      }
    }
  }
  return best;
}

function firstPlace(text: string, { from, to }: Reach, admits: PlaceTest): number | null {
  for (let place = from; place <= to; place++) {
    if (admits(text, place)) {
      return place;
    }
  }
  return null;
}

/** A space, tab or line end after a visible character. */
function isBeforeSpace(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return (
    (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) &&
    isVisible(text.charCodeAt(place - 1))
  );
}

function isInWord(text: string, place: number): boolean {
  return isVisible(text.charCodeAt(place)) && isVisible(text.charCodeAt(place - 1));
}

function isVisible(unit: number): boolean {
  return unit > 0x20 && (unit < 0x7f || unit > 0xa0);
}

const hashedUnits = 12;

/** FNV-1a over the units before `place`, with a final mix so that small values are not favoured. */
function hashBefore(text: string, place: number): number {
  let hash = 0x811c9dc5;
  for (let at = Math.max(place - hashedUnits, 0); at < place; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
