import { tokenBytes } from '../tokenization/tokenBytes';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';

/** Ids decoded at a time, so that other requests get their turn. */
const batchSize = 2_000;

/**
 * What each id adds to the decoded text, null for all but the last of those that share a character;
 * null altogether where the pieces would not add up to the text.
 * Tokens are decoded together with the ones before them, since decoders treat the first token
 * differently from later ones: the difference is what they add.
 * @param ids all in the vocabulary.
 * @param text of all ids.
 */
export async function decodedPieces(
  open: OpenTokenizer,
  ids: readonly number[],
  text: string,
): Promise<(string | null)[] | null> {
  const groups = groupsOf(open, ids);
  const pieces: (string | null)[] = [];
  for (let at = 0; at < groups.length; at += batchSize) {
    const part = groups.slice(at, at + batchSize);
    const before = part.map((_, index) => groups[at + index - 1] ?? []);
    const [withBefore, alone] = await Promise.all([
      open.tokenizer.decodeBatch(
        part.map((group, index) => [...(before[index] ?? []), ...group]),
        false,
      ),
      open.tokenizer.decodeBatch(before, false),
    ]);
    part.forEach((group, index) => {
      const added = withBefore[index]?.slice(alone[index]?.length ?? 0) ?? '';
      pieces.push(...new Array<null>(group.length - 1).fill(null), added);
    });
  }
  return pieces.map((piece) => piece ?? '').join('') === text ? pieces : null;
}

/** Ids that share characters, together. */
function groupsOf(open: OpenTokenizer, ids: readonly number[]): number[][] {
  const hasByteFallback = open.spec.decoders.some(({ type }) => type === 'ByteFallback');
  const groups: number[][] = [];
  let bytes: number[] = [];
  let wasByte = false;
  let unfinished = false;
  for (const id of ids) {
    const isByte = hasByteFallback && /^<0x[0-9A-Fa-f]{2}>$/.test(open.token(id));
    // Byte fallback reads a run of byte tokens as a whole: one wrong byte makes all of them wrong.
    const joined = unfinished || (isByte && wasByte);
    if (joined) {
      groups.at(-1)?.push(id);
    } else {
      groups.push([id]);
      bytes = [];
    }
    bytes.push(...tokenBytes(open, id));
    bytes = bytes.slice(-3);
    unfinished = endsInsideCharacter(bytes);
    wasByte = isByte;
  }
  return groups;
}

/** Whether UTF-8 ends with a lead byte that more continuation bytes should follow. */
function endsInsideCharacter(bytes: readonly number[]): boolean {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes.at(-back) ?? 0;
    if (byte >= 0xc2) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return byte <= 0xf4 && needed > back;
    }
    if (byte < 0x80) {
      return false;
    }
  }
  return false;
}
