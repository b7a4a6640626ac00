import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the server does with a completion request. The first three are what servers do that work. */
export type Behaviour =
  | 'vllm'
  | 'llama'
  | 'plain'
  | 'hang'
  | 'hangAfterThree'
  | 'neverEnd'
  | 'noLastEvent'
  | 'breakOff'
  | 'breakAtOnce'
  | 'endEarly'
  | 'ignoreLimit'
  | 'html'
  | 'json'
  | 'malformed'
  | 'badUtf8'
  | 'flood'
  | 'redirect'
  | 'errorEvent'
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };

/** A request that came. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
  /** When the client hung up before the answer was complete; null as long as it did not. */
  abortedAt: number | null;
}

/** A token of the text that the server writes, with what it says of it. */
export interface ServedToken {
  readonly text: string;
  readonly id: number;
  readonly logProb: number;
  readonly others: readonly (readonly [text: string, logProb: number])[];
}

const served = (text: string, at: number): ServedToken => ({
  text,
  id: 1000 + at,
  logProb: -0.5 - at / 100,
  others: [
    [' else', -1.25],
    [' other', -2.5],
  ],
});

/** A completion server on this machine, which speaks the protocol or misbehaves as it is told. */
export class CompletionServer {
  behaviour: Behaviour = 'vllm';
  models: readonly string[] = ['test-model'];
  /** Requests without it are refused; null: anybody may ask. */
  key: string | null = null;
  tokens: readonly ServedToken[] = [' The', ' lamp', ' was', ' lit', ' —', ' 🕯', '.'].map(served);
  /** Pause before each token. */
  milliseconds = 5;
  /** Where `redirect` sends to. */
  elsewhere = 'https://elsewhere.example/v1/completions';
  readonly requests: ReceivedRequest[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<CompletionServer> {
    const server = new CompletionServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get base(): string {
    return `http://${this.host}/v1`;
  }

  /** The completion requests that came. */
  get completions(): ReceivedRequest[] {
    return this.requests.filter(({ path }) => path === '/v1/completions');
  }

  /** As new, but at the same address. */
  reset(): void {
    const fresh = new CompletionServer();
    this.behaviour = fresh.behaviour;
    this.models = fresh.models;
    this.key = fresh.key;
    this.tokens = fresh.tokens;
    this.milliseconds = fresh.milliseconds;
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request);
    this.requests.push(received);
    response.on('close', () => {
      received.abortedAt = response.writableFinished ? null : Date.now();
    });
    if (this.key !== null && received.headers.authorization !== `Bearer ${this.key}`) {
      reply(response, 401, { error: { message: 'Unauthorized', code: 401 } });
    } else if (received.path === '/v1/models') {
      reply(response, 200, { object: 'list', data: this.models.map((id) => ({ id })) });
    } else if (received.path === '/v1/completions') {
      await this.#complete(received, response);
    } else {
      reply(response, 404, { detail: 'Not Found' });
    }
  }

  async #complete({ body }: ReceivedRequest, response: ServerResponse): Promise<void> {
    const { behaviour } = this;
    if (typeof behaviour === 'object') {
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
      return;
    }
    if (!this.models.includes(String(body['model']))) {
      const message = `The model \`${String(body['model'])}\` does not exist.`;
      reply(response, 404, { error: { message, type: 'NotFoundError', code: 404 } });
      return;
    }
    switch (behaviour as string) {
      case 'hang':
        return;
      case 'breakAtOnce':
        response.destroy();
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
        return;
      case 'json':
        reply(response, 200, { choices: [{ text: ' whole', finish_reason: 'length' }] });
        return;
      case 'redirect':
        response.writeHead(307, { location: this.elsewhere }).end();
        return;
      default:
        await this.#stream(behaviour, body, response);
    }
  }

  async #stream(
    behaviour: Exclude<Behaviour, object>,
    body: Record<string, unknown>,
    response: ServerResponse,
  ): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    const send = (data: unknown): boolean => response.write(`data: ${JSON.stringify(data)}\n\n`);
    const endless = behaviour === 'neverEnd' || behaviour === 'ignoreLimit';
    const limit = endless ? 100_000 : Number(body['max_tokens']);
    const stops = ['hangAfterThree', 'breakOff', 'endEarly', 'malformed', 'badUtf8', 'errorEvent'];
    const count = stops.includes(behaviour) ? 3 : endless ? limit : this.tokens.length;
    for (let at = 0; at < Math.min(count, limit); at++) {
      await sleep(this.milliseconds);
      if (response.destroyed) {
        return;
      }
      const token = this.tokens[at % this.tokens.length];
      if (token) {
        send(event(behaviour, { text: token.text, logprobs: logprobs(behaviour, token) }));
      }
    }
    switch (behaviour as string) {
      case 'hangAfterThree':
        return;
      case 'breakOff':
        await sleep(20);
        response.destroy();
        return;
      case 'endEarly':
        response.end();
        return;
      case 'malformed':
        response.end('data: {"choices": [{"text": " secret\n\n');
        return;
      case 'badUtf8':
        response.write(Buffer.from([...Buffer.from('data: {"choices":[{"text":"'), 0xff, 0xfe]));
        response.end('"}]}\n\n');
        return;
      case 'errorEvent':
        send({ error: { message: 'CUDA out of memory', code: 500 } });
        response.end();
        return;
      case 'flood':
        while (!response.destroyed && !response.writableEnded) {
          response.write('x'.repeat(2 ** 20));
          await sleep(1);
        }
        return;
      default: {
        const cut = this.tokens.length > limit;
        const finish = { finish_reason: cut ? 'length' : 'stop', logprobs: null };
        const stop =
          behaviour === 'vllm' || behaviour === 'noLastEvent' ? { stop_reason: null } : {};
        send(event(behaviour, { text: '', ...finish, ...stop }));
        if (behaviour === 'noLastEvent') {
          return;
        }
        send({
          ...event(behaviour),
          choices: [],
          usage: { prompt_tokens: 12, completion_tokens: 7 },
        });
        response.end('data: [DONE]\n\n');
      }
    }
  }
}

/** An event of the stream, as llama.cpp's server and vLLM write theirs. */
function event(behaviour: Behaviour, choice: object = {}): object {
  return {
    id: 'cmpl-1',
    object: 'text_completion',
    created: 1,
    model: 'test-model',
    ...(behaviour === 'llama' && { system_fingerprint: 'b4567-abcdef0' }),
    choices: [{ index: 0, finish_reason: null, ...choice }],
  };
}

/** vLLM and SGLang use the form of OpenAI's completions, llama.cpp that of its chats, with ids. */
function logprobs(behaviour: Behaviour, { text, id, logProb, others }: ServedToken): object | null {
  switch (behaviour as string) {
    case 'plain':
      return null;
    case 'llama':
      return {
        content: [
          {
            id,
            token: text,
            bytes: [...Buffer.from(text)],
            logprob: logProb,
            top_logprobs: [[text, logProb] as const, ...others].map(([token, logprob], at) => ({
              id: at === 0 ? id : 2000 + at,
              token,
              logprob,
            })),
          },
        ],
      };
    default:
      return {
        tokens: [text],
        token_logprobs: [logProb],
        top_logprobs: [Object.fromEntries([[text, logProb], ...others])],
        text_offset: [0],
      };
  }
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    abortedAt: null,
  };
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
