import { TokenscopeError } from '../../common/errors';
import { checkNumber } from '../../common/numbers';
import type { EncodeParams, EncodeResult } from '../../common/protocol/tokenizer/encode';
import { countTokens } from './count';
import type { Snapshot } from './documents';
import { frameOf, frameSize } from './frame';
import type { PieceEncoder } from './pieceEncoder';
import { piecesOf } from './pieces';
import type { CuttingTokenizer } from './tokenizers';

const neither = 255;

/** Answers `tokenizer/encode` for a text and perhaps a pair: tokens framed as the tokenizer does. */
export async function encodeDocuments(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  texts: readonly Snapshot[],
  { addSpecialTokens, limit }: Pick<EncodeParams, 'addSpecialTokens' | 'limit'>,
  signal: AbortSignal,
): Promise<EncodeResult> {
  checkNumber('limit', limit, { minimum: 0, maximum: 10_000_000, integer: true });
  const { open } = tokenizer;
  const frame = await frameOf(open, texts.length > 1, addSpecialTokens);
  await checkLength(encoder, tokenizer, texts, { added: frameSize(frame), limit, signal });
  const result = new TokenList(open.specialIds);
  for (const part of frame) {
    if ('id' in part) {
      result.push({ id: part.id, start: 0, end: 0, sequence: neither, typeId: part.typeId });
      continue;
    }
    const { sequence, typeId } = part;
    const snapshot = texts[sequence];
    if (snapshot === undefined) {
      continue;
    }
    for (const piece of piecesOf(snapshot, wholeOf(snapshot), tokenizer)) {
      const priority = { signal, urgent: false };
      const { ids, starts, ends } = await encoder.encode(tokenizer, snapshot.text, piece, priority);
      ids.forEach((id, index) => {
        const start = piece.start + (starts[index] ?? 0);
        const end = piece.start + (ends[index] ?? 0);
        result.push({ id, start, end, sequence, typeId });
      });
    }
  }
  return result.arrays((id) => open.token(id));
}

/** Counts first: a text of any length is refused without its tokens being held. */
async function checkLength(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  texts: readonly Snapshot[],
  { added, limit, signal }: { added: number; limit: number; signal: AbortSignal },
): Promise<void> {
  let actual = added;
  for (const text of texts) {
    const { tokens } = await countTokens(encoder, tokenizer, text, [wholeOf(text)], { signal });
    actual += tokens;
  }
  if (actual > limit) {
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit });
  }
}

function wholeOf({ text }: Snapshot): { start: number; end: number } {
  return { start: 0, end: text.length };
}

interface Token {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly sequence: number;
  readonly typeId: number;
}

class TokenList {
  readonly #tokens: Token[] = [];

  constructor(private readonly specialIds: ReadonlySet<number>) {}

  push(token: Token): void {
    this.#tokens.push(token);
  }

  arrays(tokenOf: (id: number) => string): EncodeResult {
    const tokens = this.#tokens;
    return {
      ids: Uint32Array.from(tokens, ({ id }) => id),
      tokens: tokens.map(({ id }) => tokenOf(id)),
      starts: Uint32Array.from(tokens, ({ start }) => start),
      ends: Uint32Array.from(tokens, ({ end }) => end),
      sequences: Uint8Array.from(tokens, ({ sequence }) => sequence),
      typeIds: Uint8Array.from(tokens, ({ typeId }) => typeId),
      special: Uint8Array.from(tokens, ({ id, sequence }) =>
        sequence === neither || this.specialIds.has(id) ? 1 : 0,
      ),
    };
  }
}
