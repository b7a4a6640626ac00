import type { HubFile, HubSearchResult } from '../../../common/hub/hubModel';

/** A file as the hub lists it; nothing of it can be relied on. */
interface TreeEntry {
  readonly path: string;
  readonly size: number;
  readonly oid?: string;
  readonly lfs?: { readonly oid: string; readonly size: number };
}

/** A model as the hub describes it; nothing of it can be relied on. */
interface Described {
  readonly task?: unknown;
  readonly gated: unknown;
  readonly private: unknown;
  readonly cardData?: unknown;
}

/** @throws Error when the entry is not what a hub would list. */
export function hubFile({ path, size, oid, lfs }: TreeEntry): HubFile {
  const [bytes, etag, hash, digits] = lfs
    ? ([lfs.size, lfs.oid, 'sha256', 64] as const)
    : ([size, oid, 'git-sha1', 40] as const);
  if (
    typeof path !== 'string' ||
    !Number.isSafeInteger(bytes) ||
    bytes < 0 ||
    typeof etag !== 'string' ||
    etag.length !== digits ||
    !/^[0-9a-f]+$/.test(etag)
  ) {
    throw new Error('not an entry of a hub');
  }
  return { path, bytes, etag, hash };
}

/** What the hub says of a model, as far as it has the right shape. */
export function described(
  model: Described,
): Pick<HubSearchResult, 'task' | 'gated' | 'private' | 'licence' | 'languages'> {
  const card = (model.cardData ?? {}) as {
    readonly license?: unknown;
    readonly language?: unknown;
  };
  return {
    task: typeof model.task === 'string' ? model.task : null,
    gated: model.gated !== false && model.gated !== undefined,
    private: model.private === true,
    licence: texts(card.license)[0] ?? null,
    languages: texts(card.language),
  };
}

/** A text or a list of texts as a list; anything else is none. */
export function texts(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === 'string');
}
