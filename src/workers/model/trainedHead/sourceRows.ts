import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CancellationToken } from 'vscode-jsonrpc';
import type { LabelledSource } from '../../../common/protocol/model/headTraining';
import { sha256 } from '../../exports/sha256';
import { collectRows } from './collectRows';
import { labelledLines } from './labelledLines';
import type { LabelledRows } from './labelledRows';
import { tableRows } from './readTable';
import { untilCancelled } from './untilCancelled';

/**
 * The labelled rows of a table or document.
 * @throws TokenscopeError `Cancelled`, or what `collectRows` and `tableRows` throw.
 */
export async function sourceRows(
  source: LabelledSource,
  token: CancellationToken,
): Promise<LabelledRows> {
  return source.kind === 'table'
    ? collectRows(
        basename(source.file),
        untilCancelled(tableRows(source.file, source.columns), token),
      )
    : collectRows(source.name, labelledLines(source.text));
}

/** SHA-256, in hexadecimal digits, of the file or of the document's text in UTF-8. */
export async function sourceSha256(source: LabelledSource): Promise<string> {
  return source.kind === 'table' ? fileSha256(source.file) : sha256(source.text);
}

/** SHA-256 of a file, in hexadecimal digits. */
export async function fileSha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
