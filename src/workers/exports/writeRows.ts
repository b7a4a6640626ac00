import type { WriteTableParams } from '../../common/protocol/model/writeTable';
import { exportTable } from './exportTable';
import { sha256 } from './sha256';

/**
 * Answers `exports/writeTable`.
 * @returns absolute paths of the files written.
 * @throws TokenscopeError `DiskFull`, `FileNotWritten`.
 */
export async function writeRows({
  file,
  format,
  columns,
  rows,
  provenance,
  inputs,
}: WriteTableParams): Promise<string[]> {
  return exportTable({
    file,
    format,
    columns,
    rows: [rows],
    provenance: () => ({ ...provenance, input_sha256: inputs.map(sha256) }),
  });
}
