import type { Component, TokenizerSpec } from './spec';

/**
 * Refuses what the library would load, or not even refuse: it aborts the whole process on a broken
 * normaliser table, and on a special token that its template names but does not define.
 * @throws Error saying what is wrong with the file.
 */
export function checkSpec({ normalizers, postProcessors }: TokenizerSpec): void {
  normalizers.filter(({ type }) => type === 'Precompiled').forEach(checkPrecompiled);
  postProcessors.filter(({ type }) => type === 'TemplateProcessing').forEach(checkTemplate);
}

/** SentencePiece's format: the size of a trie in bytes, the trie, and the replacements in UTF-8. */
function checkPrecompiled({ precompiled_charsmap: map }: Component): void {
  const bytes = Buffer.from(typeof map === 'string' ? map : '', 'base64');
  const trieSize = bytes.length < 4 ? Infinity : bytes.readUInt32LE(0);
  if (trieSize === 0 || trieSize % 4 !== 0 || 4 + trieSize > bytes.length) {
    throw new Error('the table of the normaliser "Precompiled" is broken');
  }
}

function checkTemplate({ single, pair, special_tokens: defined }: Component): void {
  const known = new Set(Object.keys(defined ?? {}));
  for (const part of [single, pair].flat() as readonly unknown[]) {
    const name = (part as { SpecialToken?: { id?: unknown } } | null)?.SpecialToken?.id;
    if (name !== undefined && !(typeof name === 'string' && known.has(name))) {
      throw new Error('the template names a special token that it does not define');
    }
  }
}
