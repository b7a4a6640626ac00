import { CsvError, parse } from 'csv-parse';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { TokenscopeError } from '../../../common/errors';
import { utf8Lines } from './utf8Lines';

/** Bytes of a row at most, so that a mark that is never closed does not take the file into memory. */
const maximumRowBytes = 2 ** 20;

/** A row below the header. */
export interface TableRecord {
  /** As many as the header has. */
  readonly cells: readonly string[];
  /** Line that the row begins at, counted from 1. */
  readonly line: number;
}

/**
 * Reads a table from a file in UTF-8, with or without byte order mark: quoted as RFC 4180 says,
 * lines ended by LF or CRLF, cells separated by tabs if the first line has any, else by semicolons if it
 * has any, else by commas. The first record yielded is the header. One block is in memory at a time.
 * @throws TokenscopeError `TableNotRead`, `TableNotUtf8`, `TableQuoting`, `TableRowCells` or
 * `TableRowTooLong`.
 */
export async function* readRecords(file: string): AsyncGenerator<TableRecord> {
  const blocks = utf8Lines(file, maximumRowBytes);
  const first = await blocks.next();
  if (first.done === true) {
    return;
  }
  const lines = new RecordLines();
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first.value),
    max_record_size: maximumRowBytes,
    on_record: (cells: string[], info) => {
      lines.add(cells, info.lines);
      return cells;
    },
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
  });
  // Its errors come to the reader below, since the parser is destroyed with them.
  pipeline(prepend(first.value, blocks), parser, () => undefined);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      yield { cells, line: lines.of(cells) };
    }
  } catch (error) {
    throw error instanceof CsvError ? toTokenscopeError(error, basename(file), lines) : error;
  }
}

/** Where records begin. The parser is ahead of its reader: only here is known what was good before an error. */
class RecordLines {
  private readonly begins = new WeakMap<readonly string[], number>();
  private pairs = 0;
  /** Line after the last record. */
  next = 1;
  /** Cells of the last record. */
  cells = 0;

  /** @param ends line of its end as csv-parse counts them: a CRLF inside a cell is two there. */
  add(record: readonly string[], ends: number): void {
    const breaks = record.flatMap((cell) => cell.match(/\r\n|[\n\r]/g) ?? []);
    this.pairs += breaks.filter((lineBreak) => lineBreak.length === 2).length;
    const end = ends - this.pairs;
    this.begins.set(record, end - breaks.length);
    this.next = end + 1;
    this.cells = record.length;
  }

  of(record: readonly string[]): number {
    return this.begins.get(record) ?? 0;
  }
}

function toTokenscopeError(error: CsvError, file: string, lines: RecordLines): TokenscopeError {
  const line = lines.next;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new TokenscopeError('TableRowTooLong', { file, line, limit: maximumRowBytes });
  }
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const { length: cells } = error['record'] as string[];
    return new TokenscopeError('TableRowCells', { file, line, cells, expected: lines.cells });
  }
  return new TokenscopeError('TableQuoting', { file, line });
}

function delimiterOf(block: Buffer): string {
  const [header = ''] = block.toString('utf8').split(/[\n\r]/, 1);
  return ['\t', ';'].find((delimiter) => header.includes(delimiter)) ?? ',';
}

async function* prepend(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
