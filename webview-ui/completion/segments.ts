import type { CompletedToken } from '../../src/common/completion/completedToken';

/** The smallest run of text that whole tokens cover: a character can be several tokens. */
export interface Segment {
  readonly text: string;
  readonly tokens: readonly CompletedToken[];
  /** Place of its first token. */
  readonly start: number;
}

/**
 * Cuts the continuation at its token borders. The text rules: where the chunks of the tokens do not
 * add up to it, the rest is one segment without tokens.
 */
export function segmentText(text: string, tokens: readonly CompletedToken[]): Segment[] {
  const segments: Segment[] = [];
  let position = 0;
  let start = 0;
  let pending: CompletedToken[] = [];
  for (const token of tokens) {
    pending.push(token);
    if (token.chunk === '') continue;
    if (!text.startsWith(token.chunk, position)) break;
    segments.push({ text: token.chunk, tokens: pending, start });
    start += pending.length;
    position += token.chunk.length;
    pending = [];
  }
  if (position < text.length) segments.push({ text: text.slice(position), tokens: [], start });
  return segments;
}
