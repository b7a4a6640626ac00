/**
 * Whether the characters on either side of `place`, where whitespace begins, are characters of their
 * own for every reader of Unicode. Normalisers look at whole characters (grapheme clusters), and the
 * library may know an older or newer Unicode than this program. So plain characters are wanted: a
 * letter, mark, number or sign before, of those that do not join with what follows; and after a space
 * no mark, joiner or modifier, which would join with the space.
 */
export function standApart(text: string, place: number): boolean {
  const before = codePointBefore(text, place);
  if (!/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(before) || mayJoinNext(before)) {
    return false;
  }
  return text[place] !== ' ' || !mayJoinSpace(text.codePointAt(place + 1) ?? 0x20);
}

function codePointBefore(text: string, place: number): string {
  const pair = text.slice(Math.max(place - 2, 0), place);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}

/** Letters that Unicode calls Prepend: one of Malayalam, others in the Brahmic scripts of plane 1. */
function mayJoinNext(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint === 0x0d4e || (codePoint >= 0x11000 && codePoint <= 0x11fff);
}

function mayJoinSpace(codePoint: number): boolean {
  const character = String.fromCodePoint(codePoint);
  return (
    !/[\s\p{L}\p{N}\p{P}\p{S}]/u.test(character) ||
    /\p{Emoji_Modifier}/u.test(character) ||
    // The halfwidth voicing marks of katakana are letters that extend the character before them.
    codePoint === 0xff9e ||
    codePoint === 0xff9f
  );
}
