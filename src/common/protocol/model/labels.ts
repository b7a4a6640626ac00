import { RequestType } from 'vscode-jsonrpc';
import type { Entity } from '../../measures/entities';
import type { LabelActivation } from '../../measures/labelScores';
import type { GraphName } from './models';
import type { ModelRun, RunFacts } from './run';

/** What every run of a labelling head names. */
interface HeadRun extends ModelRun {
  /** The graph of the model that has the head; null for the model's only one. */
  readonly graph: GraphName | null;
  /** In the order of the logits. */
  readonly labels: readonly string[];
  /** Texts, each read by itself, at least one. */
  readonly texts: readonly string[];
}

export interface ClassifyParams extends HeadRun {
  readonly activation: LabelActivation;
}

export interface ClassifiedText {
  /** One for each label, from 0 to 1. */
  readonly scores: readonly number[];
  /** Tokens that were read, special ones included. */
  readonly tokens: number;
  /** Tokens at the end of the text that did not fit. */
  readonly dropped: number;
}

export interface ClassifyResult {
  readonly texts: readonly ClassifiedText[];
  readonly facts: RunFacts;
}

/** Labels of whole texts. `EmptyText`, `LabelsMismatch`, `MissingOutput`, `WrongModelKind`. */
export const classifyTexts = new RequestType<ClassifyParams, ClassifyResult, unknown>(
  'labels/classify',
);

export type FindEntitiesParams = HeadRun;

export interface EntityText {
  /** UTF-16 offsets into the text. */
  readonly entities: readonly Entity[];
  readonly tokens: number;
  readonly dropped: number;
}

export interface FindEntitiesResult {
  readonly texts: readonly EntityText[];
  readonly facts: RunFacts;
}

/**
 * Named entities: each word's label is read at its first piece (Devlin et al. 2019, section 5.3).
 * `EmptyText`, `LabelsMismatch`, `MissingOutput`, `WrongModelKind`.
 */
export const findEntities = new RequestType<FindEntitiesParams, FindEntitiesResult, unknown>(
  'labels/entities',
);

export interface AnswerParams extends ModelRun {
  readonly question: string;
  /** Texts that the answer is looked for in, at least one. */
  readonly contexts: readonly string[];
}

/** A part of a context that answers the question. */
export interface FoundAnswer {
  /** Index of the context. */
  readonly context: number;
  /** UTF-16 offsets into the context. */
  readonly start: number;
  readonly end: number;
  /** Start logit + end logit. */
  readonly logit: number;
  /** Softmax over all spans that were considered, see `answerSpans`. */
  readonly p: number;
}

export interface AnswerResult {
  /** The best first. */
  readonly answers: readonly FoundAnswer[];
  /** "No answer", which models trained on SQuAD 2 know. */
  readonly none: { readonly logit: number; readonly p: number };
  readonly windows: number;
  /** Tokens that two windows share. */
  readonly overlap: number;
  readonly facts: RunFacts;
}

/**
 * Extractive question answering over overlapping windows. `EmptyText`, `TooLong` for a question that
 * leaves no room, `WrongModelKind` for a model without start and end logits.
 */
export const answerQuestion = new RequestType<AnswerParams, AnswerResult, unknown>('labels/answer');
