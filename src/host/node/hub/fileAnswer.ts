import { TokenscopeError } from '../../../common/errors';
import type { HubFile } from '../../../common/hub/hubModel';
import { findImpostor } from '../../../common/hub/impostor';
import type { RepoFolder } from './cacheLayout';
import type { HubAnswer, HubRequests } from './hubRequests';
import { statusFailure } from './hubStatus';

/** A blob that is to be fetched. */
export interface BlobJob {
  /** Id that the hub knows the model by. */
  readonly model: string;
  readonly revision: string;
  readonly commit: string;
  readonly file: HubFile;
  readonly folder: RepoFolder;
}

/**
 * Asks for a file from an offset on, and resolves with the headers of the answer.
 * @throws as requests do; TransientError where another attempt may help.
 */
export async function askFrom(
  { model, revision, commit, file }: BlobJob,
  requests: HubRequests,
  offset: number,
  signal: AbortSignal,
): Promise<HubAnswer> {
  const parts = file.path.split('/').map(encodeURIComponent).join('/');
  const address = new URL(`${requests.endpoint}/${model}/resolve/${commit}/${parts}`);
  const answer = await requests.send(address, {
    signal,
    headers: {
      // Offsets are of the file itself, not of a compressed form of it.
      'Accept-Encoding': 'identity',
      ...(offset > 0 && { Range: `bytes=${offset}-` }),
    },
  });
  const subject = { model, revision, file: file.path };
  const failure = statusFailure(answer.response, answer.address, subject, answer.hasToken);
  if (failure !== null) {
    answer.abort();
    throw failure;
  }
  return answer;
}

/**
 * Where in the file an answer begins: at the offset that was asked for, or at 0 when the server sends all
 * of it; null when it is another part, or of another file: the hub then holds something else than it listed.
 * @throws TokenscopeError `HubBadFile` for a whole answer of another length.
 */
export function beginning(
  { response, etag }: HubAnswer,
  file: HubFile,
  offset: number,
): number | null {
  const length = response.headers.get('Content-Length');
  if (response.status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '');
    const same = etag === null || etag === file.etag;
    const fits =
      range?.[1] === String(offset) && [String(file.bytes), '*'].includes(range[2] ?? '');
    return same && fits ? offset : null;
  }
  if (response.status !== 200) {
    return null;
  }
  if (length !== null && Number(length) !== file.bytes && Number(length) > impostorLength) {
    throw badFile(file, 'length');
  }
  return 0;
}

/** Longer answers of a wrong length are not read to see what they are. */
const impostorLength = 1_000_000;

/** @param piece the first of a file. @throws TokenscopeError `HubBadFile` when it is something else. */
export function refuseImpostor({ response }: HubAnswer, file: HubFile, piece: Uint8Array): void {
  const impostor = findImpostor(file.path, piece, response.headers.get('Content-Type'));
  const length = response.headers.get('Content-Length');
  if (impostor !== null) {
    throw badFile(file, impostor);
  }
  if (response.status === 200 && length !== null && Number(length) !== file.bytes) {
    throw badFile(file, 'length');
  }
}

export function badFile(
  file: HubFile,
  problem: 'hash' | 'length' | 'html' | 'lfsPointer',
): TokenscopeError {
  return new TokenscopeError('HubBadFile', { file: file.path, problem });
}
