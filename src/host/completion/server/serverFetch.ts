import { TokenscopeError } from '../../../common/errors';
import { checkedBody, type BodyProblem } from './checkedBody';
import type { ServerAddress } from './serverAddress';
import { refusal } from './serverRefusal';

/** As `Network.fetch` for completion servers. */
export type Fetch = (address: URL, init: RequestInit) => Promise<Response>;

/**
 * The fetch that the OpenAI client is given. It sends nothing but the request itself (the client would
 * add what it reads in the environment, and the machine's kind), follows no redirect to another address,
 * and looks at what comes back.
 */
export class ServerFetch {
  #failure: TokenscopeError | null = null;

  constructor(
    private readonly address: ServerAddress,
    private readonly key: string | null,
    private readonly send: Fetch,
  ) {}

  /** What went wrong here: the client wraps errors, or loses them. */
  get failure(): TokenscopeError | null {
    return this.#failure;
  }

  readonly fetch = async (
    target: string | URL | Request,
    init?: RequestInit,
  ): Promise<Response> => {
    try {
      return await this.#fetch(
        new URL(target instanceof Request ? target.url : target),
        init ?? {},
      );
    } catch (error) {
      if (error instanceof TokenscopeError) {
        this.#failure ??= error;
      }
      throw error;
    }
  };

  async #fetch(target: URL, { method, body, signal }: RequestInit): Promise<Response> {
    const response = await this.send(target, {
      method: method ?? 'GET',
      body: body ?? null,
      signal: signal ?? null,
      redirect: 'manual',
      headers: {
        accept: body ? 'text/event-stream' : 'application/json',
        'user-agent': 'Tokenscope',
        ...(body && { 'content-type': 'application/json' }),
        ...(this.key !== null && { authorization: `Bearer ${this.key}` }),
      },
    });
    if (!response.ok) {
      throw await refusal(response, this.address, this.key !== null);
    }
    const type = response.headers.get('content-type') ?? '';
    // Of a stream only what it cannot be is refused: some servers name it wrongly.
    if (body ? /html|json/i.test(type) : !/json/i.test(type)) {
      void response.body?.cancel();
      throw this.#notApi(type.split(';')[0] ?? '');
    }
    const checked =
      response.body &&
      checkedBody(response.body, Boolean(body), (problem) => this.#bodyFailed(problem));
    return new Response(checked, {
      status: response.status,
      headers: { 'content-type': type },
    });
  }

  #bodyFailed(problem: BodyProblem): TokenscopeError {
    const { host } = this.address;
    this.#failure ??=
      problem === 'notUtf8'
        ? new TokenscopeError('ServerNotUtf8', { host })
        : this.#notApi('text without end');
    return this.#failure;
  }

  #notApi(answer: string): TokenscopeError {
    return new TokenscopeError('ServerNotApi', { host: this.address.host, answer });
  }
}
