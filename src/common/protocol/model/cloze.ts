import { RequestType } from 'vscode-jsonrpc';
import type { ModelRun, RunFacts } from './run';

/** A label and the words that stand for it at the mask. */
export interface ClozeLabel {
  readonly label: string;
  /** At least one. */
  readonly words: readonly string[];
}

export interface ClozeParams extends ModelRun {
  /** At least one, none blank. */
  readonly sentences: readonly string[];
  /** Is written behind each sentence; holds the model's mask token exactly once. */
  readonly prompt: string;
  /** At least two. */
  readonly labels: readonly ClozeLabel[];
  /** Whether each word's probability is divided by that at the prompt alone. */
  readonly calibrate: boolean;
}

/** Why a word gets no score: it is no single token, not in the vocabulary, or alters its neighbours. */
export type ClozeWordProblem = 'pieces' | 'unknown' | 'neighbours';

export interface ClozeWord {
  /** Index of its label. */
  readonly label: number;
  readonly word: string;
  /** Null for a word that is scored. */
  readonly problem: ClozeWordProblem | null;
  /** ln p at the mask of the prompt alone; null when not calibrated, and without a score. */
  readonly prior: number | null;
}

export interface ClozeSentence {
  /** ln p of each word at the mask, in the order of `words`; null without a score. */
  readonly logProbs: readonly (number | null)[];
  /** p of each label, in the order of the labels; null for one none of whose words is scored. */
  readonly probabilities: readonly (number | null)[];
  /** Whether the context was too short for the sentence: its beginning was not read. */
  readonly cut: boolean;
}

export interface ClozeResult {
  readonly words: readonly ClozeWord[];
  readonly sentences: readonly ClozeSentence[];
  readonly facts: RunFacts;
}

/**
 * Labels sentences by a cloze prompt with the model's masked-word head: no classifier is trained.
 * `ClozeRefused` for a prompt or labels that cannot be scored, `EmptyText`, `WrongModelKind`,
 * `Cancelled` between batches.
 */
export const cloze = new RequestType<ClozeParams, ClozeResult, unknown>('cloze/run');
