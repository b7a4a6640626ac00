import assert from 'node:assert/strict';
import type { EncodedText } from '../../../../src/workers/tokenization/encodeText';
import type { OpenTokenizer } from '../../../../src/workers/tokenization/tokenizerFile';
import { cutRule, type CutRule } from '../../../../src/workers/tokenizer/cutRule';
import { encodePiece } from '../../../../src/workers/tokenizer/encodedPiece';

/** The rule of a tokenizer that lets texts be cut, as the bundled ones do. */
export function ruleOf(open: OpenTokenizer): CutRule {
  const rule = cutRule(open);
  assert.ok(rule);
  return rule;
}

/** Encodes pieces one by one and puts them together; offsets are those of `text`. */
export async function encodePieces(
  open: OpenTokenizer,
  rule: CutRule,
  text: string,
  pieces: Iterable<{ start: number; end: number; first: boolean }>,
): Promise<EncodedText> {
  const ids: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const piece of pieces) {
    const lead = piece.first ? null : rule.lead;
    const encoded = await encodePiece(open, text.slice(piece.start, piece.end), lead);
    encoded.ids.forEach((id, token) => {
      ids.push(id);
      starts.push(piece.start + encoded.starts[token]!);
      ends.push(piece.start + encoded.ends[token]!);
    });
  }
  return {
    ids: Uint32Array.from(ids),
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
  };
}
