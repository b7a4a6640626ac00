import type { ChangeParams } from '../../common/protocol/tokenizer/documents';

/**
 * The text after the changes, each relative to the text after the ones before it; null when one of
 * them lies outside the text.
 *
 * Offsets are used as they are. `vscode-languageserver-textdocument` takes lines and columns instead,
 * and has no position between CR and LF: it would move such a change.
 */
export function replaceRanges(text: string, changes: ChangeParams['changes']): string | null {
  let result = text;
  for (const { offset, length, text: inserted } of changes) {
    const end = offset + length;
    if (!(offset >= 0 && length >= 0 && end <= result.length)) {
      return null;
    }
    result = result.slice(0, offset) + inserted + result.slice(end);
  }
  return result;
}
