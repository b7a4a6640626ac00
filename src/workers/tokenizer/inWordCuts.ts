import type { Component } from '../tokenization/spec';

/**
 * Places to cut text that has no whitespace for a long while, such as minified code: between two
 * characters `before` and `after` that the tokenizer never joins.
 */
export type InWordCuts = (before: string, after: string) => boolean;

/** Characters about whose kind all versions of Unicode agree; null for any other. */
function kindOf(character: string): 'letter' | 'han' | 'digit' | 'sign' | null {
  if (/[A-Za-z\u3041-\u3096\u30a1-\u30fa]/.test(character)) {
    return 'letter';
  }
  if (/[\u4e00-\u9fa5]/.test(character)) {
    return 'han';
  }
  if (/[0-9]/.test(character)) {
    return 'digit';
  }
  return /[!-/:-@[-`{-~\u3001\u3002\uff0c]/.test(character) ? 'sign' : null;
}

/** BERT sets every sign apart, and Chinese characters too when its normaliser says so. */
export function bertInWordCuts(normalizers: readonly Component[]): InWordCuts {
  const setsHanApart = normalizers.some((stage) => stage['handle_chinese_chars'] !== false);
  return (before, after) => {
    const kinds = [kindOf(before), kindOf(after)];
    return (
      !kinds.includes(null) &&
      (kinds.includes('sign') || (setsHanApart && kinds.every((kind) => kind === 'han')))
    );
  };
}

/** GPT-2 splits between letters, digits and signs; apostrophes may begin a contraction. */
export function gpt2InWordCuts(before: string, after: string): boolean {
  const kinds = [kindOf(before), kindOf(after)].map((kind) => (kind === 'han' ? 'letter' : kind));
  return !kinds.includes(null) && kinds[0] !== kinds[1] && before !== "'" && after !== "'";
}
