import type OpenAI from 'openai';
import { TokenscopeError } from '../../../common/errors';
import type { ServerAddress } from './serverAddress';
import { describeFailure } from './serverFailure';
import { ServerFetch, type Fetch } from './serverFetch';
import { TimeLimit, type TimeLimits } from './timeLimit';

/** A server, and how it is reached. */
export interface ServerTarget {
  readonly address: ServerAddress;
  readonly key: string | null;
  readonly limits: TimeLimits;
  readonly fetch: Fetch;
}

/**
 * Runs a request with a client of its own. It is sent once, and never again by itself.
 * @param signal ends the request at once.
 * @throws TokenscopeError `Cancelled` once `signal` is aborted, `Offline`, or one of the `Server…` codes.
 */
export async function askServer<T>(
  { address, key, limits, fetch }: ServerTarget,
  signal: AbortSignal,
  work: (client: OpenAI, limit: TimeLimit) => Promise<T>,
): Promise<T> {
  // The library is a bundle of its own, which is loaded with the first request.
  const { OpenAI } = await import('openai');
  const door = new ServerFetch(address, key, fetch);
  const client = new OpenAI({
    baseURL: address.base,
    // Nothing is taken from the environment; `ServerFetch` sends the key.
    apiKey: 'unused',
    adminAPIKey: null,
    organization: null,
    project: null,
    fetch: door.fetch,
    maxRetries: 0,
    // It would write what it cannot read, and the text with it, to the console.
    logLevel: 'off',
  });
  const limit = new TimeLimit(limits);
  const abort = (): void => limit.abort();
  signal.addEventListener('abort', abort);
  limit.start('first');
  try {
    signal.throwIfAborted();
    return await work(client, limit);
  } catch (error) {
    if (signal.aborted) {
      throw new TokenscopeError('Cancelled', {});
    }
    if (limit.expired) {
      const seconds = limits[limit.expired];
      throw new TokenscopeError('ServerTooSlow', {
        host: address.host,
        seconds,
        limit: limit.expired,
      });
    }
    throw door.failure ?? describeFailure(error, address);
  } finally {
    signal.removeEventListener('abort', abort);
    limit.stop();
  }
}

/**
 * The names of the models that a server has.
 * @throws TokenscopeError as {@link askServer}.
 */
export async function listModels(target: ServerTarget, signal: AbortSignal): Promise<string[]> {
  return askServer(target, signal, async (client, limit) => {
    const { data }: { data: readonly unknown[] } = await client.models.list({
      signal: limit.signal,
    });
    return data
      .map((model) => (model as { id?: unknown } | null)?.id)
      .filter((id) => typeof id === 'string');
  });
}
