import type { ServerResponse } from 'node:http';
import type { HubRepo } from './hubRepo';

/** `/api/models/{id}`: a model as the hub describes it; with the hashes of its files when asked. */
export function modelEntry(repo: HubRepo, blobs: boolean): object {
  const { options, files, commit, id } = repo;
  return {
    _id: commit.slice(0, 24),
    ...{ id, modelId: id, sha: commit },
    author: id.includes('/') ? id.split('/')[0] : undefined,
    private: options.private ?? false,
    gated: options.gated === true ? 'auto' : false,
    pipeline_tag: options.task,
    config: configOf(repo),
    tags: options.tags ?? [],
    cardData: options.card ?? {},
    downloads: options.downloads ?? 0,
    likes: 1,
    lastModified: '2024-02-19T10:36:00.000Z',
    siblings: files.map(({ path, contents, lfs, oid, etag }) => ({
      rfilename: path,
      ...(blobs && { size: contents.length, blobId: oid }),
      ...(blobs && lfs && { lfs: { sha256: etag, size: contents.length, pointerSize: 130 } }),
    })),
  };
}

/** What the hub tells of `config.json`. */
function configOf({ files }: HubRepo): object | undefined {
  const file = files.find(({ path }) => path === 'config.json');
  try {
    const { architectures, model_type } = JSON.parse(String(file?.contents)) as Config;
    return { architectures, model_type };
  } catch {
    return undefined;
  }
}

interface Config {
  readonly architectures?: unknown;
  readonly model_type?: unknown;
}

/** `/api/models/{id}/tree/{revision}`, a page of it, with a link to the next. */
export function treePage(
  repo: HubRepo,
  address: URL,
  pageSize: number,
  response: ServerResponse,
): void {
  const recursive = ['true', '1'].includes(address.searchParams.get('recursive') ?? '');
  const folders = new Set(
    repo.files.flatMap(({ path }) => (path.includes('/') ? [path.split('/')[0] ?? ''] : [])),
  );
  const entries = [
    ...[...folders].map((path) => ({ type: 'directory', oid: repo.commit, size: 0, path })),
    ...repo.files
      .filter(({ path }) => recursive || !path.includes('/'))
      .map(({ path, contents, lfs, oid, etag, pointer }) => ({
        ...{ type: 'file', oid, size: contents.length, path },
        ...(lfs && { lfs: { oid: etag, size: contents.length, pointerSize: pointer.length } }),
      })),
  ];
  page(entries, address, pageSize, response);
}

/** `/api/models`: search by words, task, tag and owner, the most downloaded first. */
export function answerModels(
  repos: readonly HubRepo[],
  address: URL,
  response: ServerResponse,
): void {
  const { searchParams } = address;
  const words = (searchParams.get('search') ?? '').toLowerCase();
  const found = repos
    .filter(({ options, id }) => options.private !== true && id.toLowerCase().includes(words))
    .filter(({ options }) => {
      const task = searchParams.get('pipeline_tag');
      return task === null || options.task === task;
    })
    .filter(({ options }) =>
      searchParams.getAll('filter').every((tag) => options.tags?.includes(tag) === true),
    )
    .toSorted((a, b) => (b.options.downloads ?? 0) - (a.options.downloads ?? 0))
    .map((repo) => modelEntry(repo, false));
  page(found, address, Number(searchParams.get('limit') ?? 100), response);
}

function page(
  entries: readonly object[],
  address: URL,
  size: number,
  response: ServerResponse,
): void {
  const from = Number(address.searchParams.get('cursor') ?? 0);
  const next = new URL(address);
  next.searchParams.set('cursor', String(from + size));
  const hasMore = from + size < entries.length;
  response
    .writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      ...(hasMore && { Link: `<${next.href}>; rel="next"` }),
    })
    .end(JSON.stringify(entries.slice(from, from + size)));
}
