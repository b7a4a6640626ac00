import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Faults, type Fault } from './faults';
import { largeFile, refuse, resolveFile, smallFile, type HubState } from './fileRoutes';
import { HubRepo, type RepoOptions } from './hubRepo';
import { answerModels, modelEntry, treePage } from './listings';
import { serveBytes } from './serveBytes';

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  /** `hub`, or the host that it sends large files from. */
  readonly server: 'hub' | 'cdn';
  readonly path: string;
  readonly range: string | null;
  readonly authorization: string | null;
}

/** The token that the server takes. */
export const goodToken = 'hf_goodToken';

/**
 * A model hub on this machine that speaks the routes of the real one, with a second port for large
 * files, and misbehaves on command.
 */
export class HubServer {
  readonly requests: Seen[] = [];
  /** Sockets that were opened to it. */
  connections = 0;
  /** Entries of one page of a listing. */
  pageSize = 4;
  /** Whether large files are in xet storage too. */
  xet = false;
  readonly #faults = new Faults();
  readonly #repos = new Map<string, HubRepo>();
  readonly #hub: Server;
  readonly #cdn: Server;

  constructor() {
    const serve = (server: Seen['server'], answer: Answer): Server =>
      createServer((request, response) => {
        this.requests.push({
          ...{ server, method: request.method ?? '', path: request.url ?? '' },
          range: request.headers.range ?? null,
          authorization: request.headers.authorization ?? null,
        });
        answer(request, response, new URL(request.url ?? '', this.endpoint));
      }).on('connection', () => this.connections++);
    this.#hub = serve('hub', (...rest) => this.#answer(...rest));
    this.#cdn = serve('cdn', (request, response) => largeFile(this.#state, request, response));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${port(this.#hub)}`;
  }

  get cdn(): string {
    return `http://127.0.0.1:${port(this.#cdn)}`;
  }

  async start(): Promise<this> {
    for (const server of [this.#hub, this.#cdn]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return this;
  }

  async stop(): Promise<void> {
    for (const server of [this.#hub, this.#cdn]) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }

  /** Adds a model, or its next commit. */
  add(options: RepoOptions): HubRepo {
    const repo = new HubRepo(options);
    this.#repos.set(repo.id, repo);
    return repo;
  }

  misbehave(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** Forgets the faults and what was asked. */
  behave(): void {
    this.#faults.clear();
    this.requests.length = 0;
  }

  /** Requests for the contents of a file, by the path in its repository. */
  fetched(path: string): Seen[] {
    return this.requests.filter(
      (seen) => seen.path.includes(`/resolve/`) && seen.path.endsWith(path),
    );
  }

  #answer(request: IncomingMessage, response: ServerResponse, address: URL): void {
    const { pathname } = address;
    const fault = this.#faults.take(pathname, ['hang', 'status', 'redirectLoop', 'redirectTo']);
    if (fault === null) {
      this.#route(request, response, address);
    } else if (fault.kind === 'status') {
      response.writeHead(fault.status, fault.headers).end();
    } else if (fault.kind === 'redirectTo') {
      response.writeHead(302, { Location: fault.location }).end();
    } else if (fault.kind === 'redirectLoop') {
      response.writeHead(302, { Location: `${pathname}?again` }).end();
    }
  }

  #route(request: IncomingMessage, response: ServerResponse, address: URL): void {
    const { pathname } = address;
    const page = this.#faults.take(pathname, pathname.startsWith('/api/') ? ['html'] : []);
    if (page !== null) {
      serveBytes(request, response, { contents: Buffer.alloc(0), headers: {}, fault: page });
    } else if (pathname === '/api/models') {
      answerModels([...this.#repos.values()], address, response);
    } else if (pathname.startsWith('/api/resolve-cache/models/')) {
      smallFile(this.#state, request, response);
    } else {
      this.#ofRepo(request, response, address);
    }
  }

  /** `/api/models/{id}[/revision/{revision} | /tree/{revision}]` and `/{id}/resolve|raw/{revision}/{path}`. */
  #ofRepo(request: IncomingMessage, response: ServerResponse, address: URL): void {
    const inApi = address.pathname.startsWith('/api/models/');
    const path = address.pathname.replace(/^\/(api\/models\/)?/, '');
    const [, asked = path, verb = '', rest = ''] =
      /^(.+?)\/(revision|tree|resolve|raw)\/(.*)$/.exec(path) ?? [];
    const renamed = [...this.#repos.values()].find(({ options }) =>
      options.formerIds?.includes(asked),
    );
    if (renamed !== undefined) {
      const to = address.pathname.replace(asked, renamed.id) + address.search;
      response.writeHead(307, { Location: to }).end();
      return;
    }
    const repo = this.#repos.get(asked);
    const token = request.headers.authorization;
    if (token !== undefined && token !== `Bearer ${goodToken}`) {
      refuse(response, 401, null, 'Invalid credentials in Authorization header');
    } else if (repo === undefined || (repo.options.private === true && token === undefined)) {
      refuse(response, token === undefined ? 401 : 404, 'RepoNotFound', 'Repository not found');
    } else if (inApi) {
      this.#describe(repo, verb, decodeURIComponent(rest), response, address);
    } else {
      resolveFile(this.#state, { repo, verb, rest }, request, response);
    }
  }

  #describe(
    repo: HubRepo,
    verb: string,
    rest: string,
    response: ServerResponse,
    address: URL,
  ): void {
    const revision = verb === '' ? 'main' : rest;
    if (repo.resolve(revision) === null) {
      refuse(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
    } else if (verb === 'tree') {
      treePage(repo, address, this.pageSize, response);
    } else {
      json(response, modelEntry(repo, address.searchParams.get('blobs') === 'true'));
    }
  }

  /** Everything that the routes look at. */
  get #state(): HubState {
    const { endpoint, cdn, xet } = this;
    return { endpoint, cdn, xet, repos: [...this.#repos.values()], faults: this.#faults };
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse, address: URL) => void;

function port(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
