import { TokenscopeError } from '../errors';

/** Characters of an id of the hub, and of a revision or path. */
const maximumIdLength = 96;
const maximumPathLength = 512;

/** One of the two parts of an id; the rules of `huggingface_hub`'s `validate_repo_id`. */
const idPart = /^[A-Za-z0-9_]([\w.-]*\w)?$/;

/** Names that Windows gives to devices, whatever the ending. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/** Characters that a file name cannot have on Windows, and control characters, visible or not. */
const badCharacter = /[<>:"|?*\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** An id of the hub with the revision that was named beside it, if any. */
export interface HubReference {
  readonly id: string;
  readonly revision: string | null;
}

/** Whether `text` can be the id of a model: `name` or `owner/name`. */
export function isHubId(text: string): boolean {
  const parts = text.split('/');
  return (
    parts.length <= 2 &&
    text.length <= maximumIdLength &&
    parts.every((part) => idPart.test(part) && !deviceName.test(part)) &&
    !text.includes('--') &&
    !text.includes('..') &&
    !text.endsWith('.git')
  );
}

/** @throws TokenscopeError `HubBadId`. */
export function checkHubId(text: string): string {
  if (!isHubId(text)) {
    throw new TokenscopeError('HubBadId', { text: text.slice(0, 200) });
  }
  return text;
}

/** Whether `text` can name a branch, a tag or a commit: it becomes a path below `refs`, and part of an address. */
export function isRevision(text: string): boolean {
  return /^[\w.+@/-]+$/.test(text) && isSafePath(text);
}

/** @throws TokenscopeError `HubBadRevision`. */
export function checkRevision(text: string): string {
  if (!isRevision(text)) {
    throw new TokenscopeError('HubBadRevision', { text: text.slice(0, 200) });
  }
  return text;
}

/** Whether `text` is the full name of a commit. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/**
 * The path of a file in a repository, if it may become one below a folder of this machine, on any
 * system: relative, no `.` or `..`, no name of a device, nothing that Windows would change or refuse.
 * @throws TokenscopeError `HubBadPath`.
 */
export function checkHubPath(model: string, path: string): string {
  if (!isSafePath(path)) {
    throw new TokenscopeError('HubBadPath', { model, path: printable(path) });
  }
  return path;
}

/** Whether a path may become one below a folder of this machine; see {@link checkHubPath}. */
export function isSafePath(path: string): boolean {
  return (
    path.length <= maximumPathLength &&
    path.split('/').every((name) => name !== '' && isSafeName(name))
  );
}

function isSafeName(name: string): boolean {
  // A trailing dot or space is dropped by Windows: `..` and `.` are among these.
  return !badCharacter.test(name) && !/[. ]$/.test(name) && !deviceName.test(name);
}

/** A path for a sentence: what cannot be seen is written as its code. */
export function printable(path: string): string {
  return path
    .slice(0, 200)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${codeOf(character)}}`);
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

/**
 * The model that a person means: an id (`bert-base-cased`), an id with a revision (`gpt2@main`), or
 * the address of its page or of one of its files, with or without `https://`.
 * @param endpoint address of the hub that is used; the public hub's addresses are understood beside it.
 * @throws TokenscopeError `HubBadId` or `HubBadRevision`.
 */
export function parseHubReference(text: string, endpoint: string): HubReference {
  const trimmed = text.trim();
  const page = pathOnHub(trimmed, endpoint);
  if (page === null) {
    const at = trimmed.indexOf('@');
    return at < 0
      ? { id: checkHubId(trimmed), revision: null }
      : { id: checkHubId(trimmed.slice(0, at)), revision: checkRevision(trimmed.slice(at + 1)) };
  }
  const parts = page.split('/').filter((part) => part !== '');
  const verb = parts.findIndex((part) => pageVerbs.has(part));
  const id = checkHubId(parts.slice(0, verb < 0 ? 2 : verb).join('/'));
  // The only character of a revision that is written in another way in an address.
  const revision = verb < 0 ? undefined : parts[verb + 1]?.replaceAll(/%2f/gi, '/');
  return { id, revision: revision === undefined ? null : checkRevision(revision) };
}

/** What stands between the id and the revision in the address of a page or file. */
const pageVerbs: ReadonlySet<string> = new Set(['tree', 'blob', 'resolve', 'raw', 'commit']);

/** Scheme, host and path of an address, with or without the scheme. */
const address = /^(?:([a-z]+):\/\/)?([^/?#]*)([^?#]*)/i;

/** The path of an address on the hub; null when `text` is no such address. */
function pathOnHub(text: string, endpoint: string): string | null {
  const [, scheme, host = '', path = ''] = address.exec(text) ?? [];
  const hosts = ['huggingface.co', 'hf.co', address.exec(endpoint)?.[2]];
  if (hosts.includes(host.toLowerCase())) {
    return path;
  }
  if (scheme !== undefined) {
    throw new TokenscopeError('HubBadId', { text: text.slice(0, 200) });
  }
  return null;
}
