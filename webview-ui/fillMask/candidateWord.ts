import type { CandidateRow } from '../../src/common/protocol/views/fillMask';

/** A candidate as it can be read: nothing invisible, and whether it only continues a word. */
export interface CandidateWord {
  /** Such as `##`, which says that the piece joins the word before it. */
  readonly prefix: string;
  readonly text: string;
}

/** What to show for a candidate; text that shows nothing is replaced by the vocabulary's string. */
export function candidateWord({ text, token }: CandidateRow): CandidateWord {
  if (!/[^\s\p{C}]/u.test(text)) return { prefix: '', text: token === '' ? '␀' : token };
  return { prefix: token.startsWith('##') ? '##' : '', text };
}
