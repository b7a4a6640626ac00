import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import type { HeadNotSaved } from '../../../common/protocol/model/headTraining';
import { writeFileWhole } from '../../exports/wholeFile';
import { isHeadFile, parseHead, serialiseHead } from './headFile';
import type { HeadEncoder, TrainedHead } from './trainedHead';

/**
 * Writes a head, over an earlier one but over no other file.
 * @param file absolute path.
 * @returns null when it is written, else why it is not; nothing is changed then.
 */
export async function saveHead(file: string, head: TrainedHead): Promise<HeadNotSaved | null> {
  const present = await readFile(file, 'utf8').catch(() => null);
  if (present !== null && !isHeadFile(present)) {
    return { code: 'FileNotWritten', args: { file: basename(file), reason: 'EEXIST' } };
  }
  try {
    const written = await writeFileWhole(file, [serialiseHead(head)]);
    await written.keep();
    return null;
  } catch (error) {
    if (isTokenscopeError(error, 'DiskFull') || isTokenscopeError(error, 'FileNotWritten')) {
      return { code: error.code, args: error.args } as HeadNotSaved;
    }
    throw error;
  }
}

/**
 * Reads a head that is to be applied to vectors of `encoder`.
 * @param file absolute path.
 * @throws TokenscopeError `TableNotRead` when the file cannot be read, or what `parseHead` throws.
 */
export async function readHead(file: string, encoder: HeadEncoder): Promise<TrainedHead> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new TokenscopeError('TableNotRead', { file: basename(file), reason });
  }
  return parseHead(basename(file), text, encoder);
}
