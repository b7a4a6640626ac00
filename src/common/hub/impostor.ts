/** What can come instead of a file although the server says 200. */
export type Impostor = 'html' | 'lfsPointer';

/** Bytes that are enough to tell. */
export const impostorBytes = 512;

/**
 * Recognises a web page (the login page of a Wi-Fi, a proxy's warning) or the pointer that git has in
 * place of a large file, by the first bytes of what should be another file.
 * @param start the first bytes, up to {@link impostorBytes}.
 * @param mediaType the `Content-Type` of the answer.
 */
export function findImpostor(
  path: string,
  start: Uint8Array,
  mediaType: string | null,
): Impostor | null {
  // Every byte as one character: what is looked for is ASCII.
  const text = String.fromCharCode(...start.subarray(0, impostorBytes));
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    return 'lfsPointer';
  }
  const isPage = /^\s*(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i.test(text);
  const isServedAsPage = /^text\/html\b/i.test(mediaType ?? '');
  // A card is Markdown, which may begin with a tag.
  const found = path.endsWith('.md') ? isPage && isServedAsPage : isPage || isServedAsPage;
  return found ? 'html' : null;
}
