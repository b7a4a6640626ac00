import { TokenscopeError } from '../../../common/errors';
import type { CompletedToken } from '../../../common/completion/completedToken';
import { explainNotFound } from './notFound';
import { readChunk, type ServerChunk, type ServerStop } from './serverChunk';
import { askServer, type ServerTarget } from './serverClient';
import { describeBreak } from './serverFailure';
import { serverBody, type ServerRequest } from './serverRequest';
import type { TimeLimit } from './timeLimit';

/** What a server answered. */
export interface ServerAnswer {
  readonly tokens: readonly CompletedToken[];
  readonly stop: ServerStop;
  /** The model's name, as the server gives it; null when it gives none. */
  readonly model: string | null;
  readonly fingerprint: string | null;
  /** As the server counts them. */
  readonly promptTokens: number | null;
}

/**
 * Streams a completion.
 * @param onTokens gets tokens as they come.
 * @throws TokenscopeError as {@link askServer}, once something came also `ServerBrokeOff`.
 */
export async function streamCompletion(
  target: ServerTarget,
  request: ServerRequest,
  signal: AbortSignal,
  onTokens: (tokens: readonly CompletedToken[]) => void,
): Promise<ServerAnswer> {
  const asked = askServer(target, signal, async (client, limit) => {
    const stream = await client.completions.create(serverBody(request), { signal: limit.signal });
    const gathering = new Gathering(request, limit, onTokens);
    try {
      for await (const data of stream) {
        const chunk = readChunk(data, gathering.count);
        // Leaving the loop ends the request.
        if (chunk && !gathering.take(chunk)) {
          break;
        }
      }
    } catch (error) {
      throw describeBreak(error, target.address, gathering.count);
    }
    const { host } = target.address;
    if (!gathering.began) {
      throw new TokenscopeError('ServerNotApi', { host, answer: '' });
    }
    const answer = gathering.answer;
    if (!answer) {
      throw new TokenscopeError('ServerBrokeOff', { host, tokens: gathering.count });
    }
    return answer;
  });
  try {
    return await asked;
  } catch (error) {
    throw await explainNotFound(error, target, request.model, signal);
  }
}

/** The chunks of an answer, put together. */
class Gathering {
  readonly #tokens: CompletedToken[] = [];
  #last: ServerChunk | null = null;
  #stop: ServerStop | null = null;

  constructor(
    private readonly request: ServerRequest,
    private readonly limit: TimeLimit,
    private readonly onTokens: (tokens: readonly CompletedToken[]) => void,
  ) {}

  get began(): boolean {
    return this.#last !== null;
  }

  get count(): number {
    return this.#tokens.length;
  }

  /** Null as long as the server has not said why it stops. */
  get answer(): ServerAnswer | null {
    if (!this.#last || !this.#stop) {
      return null;
    }
    const { model, fingerprint, promptTokens } = this.#last;
    const stopStrings = this.request.sampling.stop.length > 0;
    const stop = this.#stop === 'ended' && !stopStrings ? 'end' : this.#stop;
    return { tokens: this.#tokens, stop, model, fingerprint, promptTokens };
  }

  /** Whether more may come: false for a server that does not keep to `max_tokens`. */
  take(chunk: ServerChunk): boolean {
    const room = this.request.sampling.maxNewTokens - this.count;
    const fresh = chunk.tokens.slice(0, room);
    this.#last = {
      ...chunk,
      model: chunk.model ?? this.#last?.model ?? null,
      fingerprint: chunk.fingerprint ?? this.#last?.fingerprint ?? null,
      promptTokens: chunk.promptTokens ?? this.#last?.promptTokens ?? null,
    };
    if (fresh.length > 0) {
      this.limit.start('next');
      this.#tokens.push(...fresh);
      this.onTokens(fresh);
    }
    if (chunk.tokens.length > room) {
      this.#stop = 'length';
      return false;
    }
    if (chunk.stop) {
      this.#stop = chunk.stop;
      this.limit.start('last');
    }
    return true;
  }
}
