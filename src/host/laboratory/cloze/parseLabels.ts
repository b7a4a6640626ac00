import { TokenscopeError } from '../../../common/errors';
import type { ClozeLabel } from '../../../common/protocol/model/cloze';

/** Words of all labels at most. */
const maxWords = 200;

/**
 * Reads `sports: sports, football; politics`: labels with their words, parted by semicolons or lines; a
 * label without words is its own word.
 * @throws TokenscopeError `ClozeRefused` for fewer than two labels, for a label or word that stands
 * twice, and for too many words.
 */
export function parseLabels(text: string): ClozeLabel[] {
  const labels = text
    .split(/[;\r\n]+/)
    .map(parseLabel)
    .filter(({ label }) => label !== '');
  if (labels.length < 2) {
    throw new TokenscopeError('ClozeRefused', { problem: 'labels', detail: '' });
  }
  const words = labels.flatMap((label) => label.words);
  if (words.length > maxWords) {
    throw new TokenscopeError('ClozeRefused', { problem: 'many', detail: String(maxWords) });
  }
  const twice = repeated(labels.map(({ label }) => label)) ?? repeated(words);
  if (twice !== null) {
    throw new TokenscopeError('ClozeRefused', { problem: 'twice', detail: twice });
  }
  return labels;
}

function parseLabel(part: string): ClozeLabel {
  const colon = part.indexOf(':');
  const label = (colon >= 0 ? part.slice(0, colon) : part).trim();
  const words = (colon >= 0 ? part.slice(colon + 1) : '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return { label, words: words.length > 0 ? words : [label] };
}

/** The first text that stands twice, whatever its case; null when all differ. */
function repeated(texts: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const text of texts) {
    if (seen.has(text.toLowerCase())) {
      return text;
    }
    seen.add(text.toLowerCase());
  }
  return null;
}
