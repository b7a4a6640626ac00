import { TransformStream, type WritableStreamDefaultWriter } from 'node:stream/web';
import { TokenscopeError } from '../../common/errors';
import type {
  AddRowsParams,
  BeginTableParams,
  TableRef,
} from '../../common/protocol/model/writeTable';
import { exportTable } from './exportTable';
import { sha256 } from './sha256';

type Batch = AddRowsParams['rows'];

/** A table that is being written. */
interface OpenTable {
  /** A write settles when the batch before it was taken. */
  readonly batches: WritableStreamDefaultWriter<Batch>;
  readonly written: Promise<readonly string[]>;
}

/** The tables that the host writes batch by batch, each under the name that the host gave it. */
export class OpenTables {
  readonly #open = new Map<string, OpenTable>();

  /** Answers `exports/beginTable`. */
  begin({ table, file, format, columns, provenance, inputs }: BeginTableParams): null {
    const { readable, writable } = new TransformStream<Batch, Batch>();
    const written = exportTable({
      file,
      format,
      columns,
      rows: readable,
      provenance: () => ({ ...provenance, input_sha256: inputs.map(sha256) }),
    });
    const batches = writable.getWriter();
    // Failures are told to whoever adds rows, or ends the table.
    written.catch(() => undefined);
    this.#open.set(table, { batches, written });
    return null;
  }

  /**
   * Answers `exports/addRows`.
   * @throws TokenscopeError `DiskFull`, `FileNotWritten`, `ProcessDied`.
   */
  async add({ table, rows }: AddRowsParams): Promise<null> {
    const { batches, written } = this.#get(table);
    try {
      await batches.write(rows);
    } catch {
      // Nobody takes rows any more: the reason is with the file.
      await written;
    }
    return null;
  }

  /**
   * Answers `exports/endTable`.
   * @returns absolute paths of the files written.
   * @throws TokenscopeError `DiskFull`, `FileNotWritten`, `ProcessDied`.
   */
  async end({ table }: TableRef): Promise<readonly string[]> {
    const { batches, written } = this.#get(table);
    this.#open.delete(table);
    // Fails only where `written` does too.
    batches.close().catch(() => undefined);
    return await written;
  }

  /** Handles `exports/dropTable`. */
  async drop({ table }: TableRef): Promise<void> {
    const open = this.#open.get(table);
    this.#open.delete(table);
    await open?.batches.abort(new TokenscopeError('Cancelled', {})).catch(() => undefined);
    await open?.written.catch(() => undefined);
  }

  #get(table: string): OpenTable {
    const open = this.#open.get(table);
    if (!open) {
      throw new TokenscopeError('ProcessDied', { process: 'model', reason: 'restarted' });
    }
    return open;
  }
}
