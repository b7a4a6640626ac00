import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { TokenscopeError } from '../../../common/errors';

const lineFeed = 0x0a;

/**
 * The bytes of a file in blocks of whole lines (the byte of a line feed is never part of a longer
 * character), each of them valid UTF-8.
 * @param limit bytes of a line at most.
 * @throws TokenscopeError `TableNotUtf8`, `TableRowTooLong` or `TableNotRead`.
 */
export async function* utf8Lines(file: string, limit: number): AsyncGenerator<Buffer> {
  const name = basename(file);
  let line = 1;
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(lineFeed) + 1;
      if (end > 0) {
        const block = Buffer.concat([held, chunk.subarray(0, end)]);
        line += checkLines(block, name, line);
        yield block;
      }
      held = end > 0 ? chunk.subarray(end) : Buffer.concat([held, chunk]);
      if (held.length > limit) {
        throw new TokenscopeError('TableRowTooLong', { file: name, line, limit });
      }
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw syscall === undefined || code === undefined
      ? error
      : new TokenscopeError('TableNotRead', { file: name, reason: code });
  }
  if (held.length > 0) {
    checkLines(held, name, line);
    yield held;
  }
}

/** @returns how many lines end in the block. */
function checkLines(block: Buffer, file: string, firstLine: number): number {
  const valid = isUtf8(block);
  let lines = 0;
  let start = 0;
  for (let end = block.indexOf(lineFeed); end >= 0; end = block.indexOf(lineFeed, start)) {
    if (!valid && !isUtf8(block.subarray(start, end))) {
      break;
    }
    lines++;
    start = end + 1;
  }
  if (!valid) {
    throw new TokenscopeError('TableNotUtf8', { file, line: firstLine + lines });
  }
  return lines;
}
