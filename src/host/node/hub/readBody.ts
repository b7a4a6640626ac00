import { TokenscopeError } from '../../../common/errors';
import type { HubAnswer } from './hubRequests';
import { networkFailure, timedOut } from './networkFailure';
import { throwIfCancelled, TransientError } from './transient';

/**
 * The pieces of an answer as they come.
 * @param idle milliseconds that may pass between two pieces.
 * @throws TransientError when the connection breaks or is silent for too long; TokenscopeError
 * `Cancelled`. The connection is closed whenever the reader stops.
 */
export async function* readPieces(
  { response, address, abort }: HubAnswer,
  idle: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = response.body?.getReader();
  const heard = { silence: false };
  const giveUp = (): void => {
    heard.silence = true;
    abort();
  };
  try {
    for (;;) {
      const timer = setTimeout(giveUp, idle);
      const piece = await reader?.read().finally(() => clearTimeout(timer));
      if (piece?.value === undefined) {
        return;
      }
      yield piece.value;
    }
  } catch (error) {
    throwIfCancelled(signal);
    throw new TransientError(
      heard.silence ? timedOut(address.host) : networkFailure(address.host, error),
    );
  } finally {
    abort();
  }
}

/** Longer answers to questions are not read: the list of a large repository has some hundred kilobytes. */
const maximumAnswer = 10_000_000;

/**
 * A whole answer as text.
 * @throws as {@link readPieces}, and TokenscopeError `HubBadAnswer` when it is absurdly long.
 */
export async function readText(
  answer: HubAnswer,
  idle: number,
  signal: AbortSignal,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of readPieces(answer, idle, signal)) {
    bytes += piece.length;
    if (bytes > maximumAnswer) {
      throw new TokenscopeError('HubBadAnswer', { host: answer.address.host, problem: 'notJson' });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
