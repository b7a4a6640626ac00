/** Pieces of about this many UTF-16 units: encoding 1 MB at once takes some 150 MB of memory. */
const pieceLength = 65_536;

export interface PromptPiece {
  /** UTF-16 offset in the prompt. */
  readonly start: number;
  readonly text: string;
}

/**
 * Cuts a long prompt where encoding the pieces gives the tokens of the whole: before a single space
 * between letters, where GPT-2's pre-tokenizer splits. A text without such a place near the length
 * wanted is cut later, at worst not at all.
 */
export function* promptPieces(prompt: string): Generator<PromptPiece> {
  const boundary = /\p{L}(?= \p{L})/gu;
  let start = 0;
  while (prompt.length - start > pieceLength) {
    boundary.lastIndex = start + pieceLength;
    const match = boundary.exec(prompt);
    if (match === null) {
      break;
    }
    const end = match.index + match[0].length;
    yield { start, text: prompt.slice(start, end) };
    start = end;
  }
  if (start < prompt.length) {
    yield { start, text: prompt.slice(start) };
  }
}
