import type { PllKind } from '../../../measures/pseudoLogLikelihood';
import type { ScoredToken, SharedToken } from '../../model/sentenceScores';

/** What a run scores, and how. */
export interface SentencesForm {
  readonly kind: PllKind;
  /** What of the selection is scored as one text. */
  readonly units: 'sentences' | 'lines';
  /** `pairs`: the first with the second, the third with the fourth, and so on. */
  readonly compare: 'none' | 'pairs';
}

/** A word that is coloured: a maximal run of non-whitespace, with the tokens that begin in it. */
export interface SentenceWord {
  /** UTF-16 offsets into the sentence. */
  readonly start: number;
  readonly end: number;
  /** Its tokens among those of the sentence, the end exclusive. */
  readonly firstToken: number;
  readonly endToken: number;
  /** Pseudo-surprisal in bits: the sum over its tokens. */
  readonly bits: number;
}

export interface SentenceView {
  readonly text: string;
  /** UTF-16 offset in the document. */
  readonly start: number;
  /** The same in Unicode code points. */
  readonly codePointStart: number;
  readonly tokens: readonly ScoredToken[];
  readonly words: readonly SentenceWord[];
  /** In nats. */
  readonly pll: number;
  /** Null when no token was scored. */
  readonly pseudoPerplexity: number | null;
  /** Tokens that were left out at the end, since the context is full. */
  readonly dropped: number;
}

/** Words that stand in the same place of both sentences of a pair: ranges of words, ends exclusive. */
export interface WordDifference {
  readonly first: readonly [number, number];
  readonly second: readonly [number, number];
  /** PLL of the first's words minus that of the second's, in nats. */
  readonly difference: number;
  /** Whether both have the same tokens there. */
  readonly same: boolean;
}

export interface SentencePair {
  /** Indexes among the sentences. */
  readonly first: number;
  readonly second: number;
  /** PLL of the first minus that of the second, in nats: the sum of the words' differences. */
  readonly difference: number;
  readonly words: readonly WordDifference[];
  readonly shared: readonly SharedToken[];
  /** Σ ln p of the shared tokens in each sentence, in nats. */
  readonly pairScores: readonly [number, number];
}

export interface SentencesView {
  readonly kind: PllKind;
  /** Names the document in exports. */
  readonly document: string;
  readonly sentences: readonly SentenceView[];
  /** Empty when nothing was compared. */
  readonly pairs: readonly SentencePair[];
}

/** A part of a result for {@link hoverLab}: a sentence, or one of its words. */
export function partOf(
  sentences: readonly SentenceView[],
  sentence: number,
  word: number | null,
): number {
  if (word === null) {
    return sentence;
  }
  const before = sentences.slice(0, sentence).reduce((sum, { words }) => sum + words.length, 0);
  return sentences.length + before + word;
}

/** Where a part stands in the document, in UTF-16 units; null for none. */
export function spanOfPart(
  sentences: readonly SentenceView[],
  part: number,
): { readonly start: number; readonly end: number } | null {
  const whole = sentences[part];
  if (whole) {
    return { start: whole.start, end: whole.start + whole.text.length };
  }
  let left = part - sentences.length;
  for (const { start, words } of sentences) {
    const word = words[left];
    if (word) {
      return { start: start + word.start, end: start + word.end };
    }
    left -= words.length;
  }
  return null;
}
