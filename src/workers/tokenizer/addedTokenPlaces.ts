import type { AddedToken } from '../tokenization/spec';

/** Whether a text may be cut at a place, a UTF-16 offset. */
export type PlaceTest = (text: string, place: number) => boolean;

/**
 * Places that lie inside no text that could be an added token, nor directly after one of those for
 * which `alsoAfter` holds.
 */
export function avoidsAddedTokens(
  tokens: readonly AddedToken[],
  alsoAfter: (token: AddedToken) => boolean,
): PlaceTest {
  const contents = tokens.map((token) => ({ content: token.content, after: alsoAfter(token) }));
  return (text, place) =>
    !contents.some(
      ({ content, after }) =>
        (after && text.endsWith(content, place)) || liesInside(content, text, place),
    );
}

function liesInside(content: string, text: string, place: number): boolean {
  for (let start = Math.max(place - content.length + 1, 0); start < place; start++) {
    if (text.startsWith(content, start)) {
      return true;
    }
  }
  return false;
}
