import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults';
import type { HubRepo } from './hubRepo';
import { serveBytes } from './serveBytes';

/** What the routes of files look at. */
export interface HubState {
  readonly endpoint: string;
  readonly cdn: string;
  readonly xet: boolean;
  readonly repos: readonly HubRepo[];
  readonly faults: Faults;
}

/** Faults of the contents of a file. */
const bodyFaults = [
  ...(['cut', 'slow', 'silence', 'wrongLength', 'wrongHash', 'html', 'lfsPointer'] as const),
  ...(['ignoreRange', 'wrongRange'] as const),
];

/** `/{id}/resolve/{revision}/{path}` sends the request on; `/{id}/raw/…` gives what git holds. */
export function resolveFile(
  state: HubState,
  { repo, verb, rest }: { repo: HubRepo; verb: string; rest: string },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [revision = '', ...parts] = rest.split('/');
  const path = decodeURIComponent(parts.join('/'));
  const commit = repo.resolve(decodeURIComponent(revision));
  const file = repo.files.find((each) => each.path === path);
  if (repo.options.gated === true && request.headers.authorization === undefined) {
    refuse(response, 401, 'GatedRepo', 'Access to model is restricted');
  } else if (commit === null) {
    refuse(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
  } else if (file === undefined) {
    refuse(response, 404, 'EntryNotFound', 'Entry not found', { 'X-Repo-Commit': commit });
  } else if (verb === 'raw') {
    serveBytes(request, response, {
      contents: file.lfs ? Buffer.from(file.pointer) : file.contents,
      headers: { ETag: `"${file.oid}"`, 'X-Repo-Commit': commit },
      fault: null,
    });
  } else if (!file.lfs) {
    const Location = `/api/resolve-cache/models/${repo.id}/${commit}/${parts.join('/')}`;
    const ETag = etagOf(state, path, file.etag);
    response.writeHead(307, { Location, ETag, 'X-Repo-Commit': commit }).end();
  } else {
    sendOn(state, { repo, commit, path }, request, response);
  }
}

/** Of a large file the hub tells what it is, and where it is: in LFS storage, or in xet's when asked. */
function sendOn(
  state: HubState,
  { repo, commit, path }: { repo: HubRepo; commit: string; path: string },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { contents, etag } = repo.file(path);
  const xetLinks = [
    `<${state.endpoint}/api/models/${repo.id}/xet-read-token/${commit}>; rel="xet-auth"`,
    `<${state.endpoint}/reconstructions/${etag}>; rel="xet-reconstruction-info"`,
  ].join(', ');
  const headers = {
    'X-Repo-Commit': commit,
    'X-Linked-Size': String(contents.length),
    'X-Linked-ETag': etagOf(state, path, etag),
    'Accept-Ranges': 'bytes',
    ...(state.xet && { 'X-Xet-Hash': etag, Link: xetLinks }),
  };
  const type = 'application/vnd.xet-fileinfo+json';
  if (state.xet && request.headers.accept?.includes(type) === true) {
    response
      .writeHead(200, { ...headers, 'Content-Type': type })
      .end(JSON.stringify({ hash: etag }));
  } else {
    const to = `${state.cdn}/repos/${repo.id}/${etag}?path=${encodeURIComponent(path)}`;
    response.writeHead(302, { ...headers, Location: to }).end();
  }
}

/** `/api/resolve-cache/models/{id}/{commit}/{path}`: the contents of a small file. */
export function smallFile(
  { repos, faults }: HubState,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = decodeURIComponent(request.url ?? '');
  const repo = repos.find(({ id, commit }) =>
    path.startsWith(`/api/resolve-cache/models/${id}/${commit}/`),
  );
  const file = repo?.files.find((each) => path.endsWith(`/${repo.commit}/${each.path}`));
  if (repo === undefined || file === undefined) {
    refuse(response, 404, 'EntryNotFound', 'Entry not found');
  } else {
    const headers = { ETag: `"${file.etag}"`, 'X-Repo-Commit': repo.commit };
    const fault = faults.take(file.path, bodyFaults);
    serveBytes(request, response, { contents: file.contents, headers, fault });
  }
}

/** `/repos/{id}/{sha256}` on the second port: a store that knows nothing of the hub or its tokens. */
export function largeFile(
  { repos, faults }: HubState,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const sha256 = /([0-9a-f]{64})\?/.exec(request.url ?? '')?.[1] ?? '';
  const file = repos.flatMap(({ files }) => files).find(({ lfs, etag }) => lfs && etag === sha256);
  if (request.headers.authorization !== undefined) {
    response.writeHead(400).end('Only one auth mechanism allowed');
  } else if (file === undefined) {
    response.writeHead(404).end();
  } else {
    const fault = faults.take(file.path, bodyFaults);
    const contents = fault?.kind === 'lfsPointer' ? Buffer.from(file.pointer) : file.contents;
    const headers = { ETag: `"s3-${sha256.slice(0, 16)}"` };
    serveBytes(request, response, { contents, headers, fault });
  }
}

function etagOf({ faults }: HubState, path: string, etag: string): string {
  const stale = faults.take(path, ['staleEtag']) !== null;
  return `"${stale ? '0'.repeat(etag.length) : etag}"`;
}

/** An error as the hub tells of it. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string | null,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      ...headers,
      ...(code !== null && { 'X-Error-Code': code }),
      'X-Error-Message': message,
      'Content-Type': 'application/json',
    })
    .end(JSON.stringify({ error: message }));
}
