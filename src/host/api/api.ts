/**
 * The public interface of Tokenscope. Get it from another extension with
 *
 *     const api = await vscode.extensions.getExtension('tokenscope.tokenscope')?.activate();
 *
 * Every function takes an optional `CancellationToken` last. Rejections are `Error`s with a `code`
 * (`ErrorCode` below); a cancelled call rejects with the code `Cancelled` at once.
 */
import type { CancellationToken } from 'vscode';

/** Codes of rejections. More may follow in later versions. */
export type ErrorCode =
  | 'Cancelled'
  | 'InvalidParameter'
  | 'EmptyText'
  | 'TooLong'
  | 'NoMask'
  | 'UnknownTokenizer'
  | 'UnknownModel'
  | 'WrongModelKind'
  | 'FileMissing'
  | 'FileCorrupt'
  | 'NotNumbers'
  | 'OutOfMemory'
  | 'NotEnoughMemory'
  | 'ChosenModelMissing'
  | 'ChosenFileMissing'
  | 'ChosenFileCorrupt'
  | 'ProcessDied'
  | 'ProcessDown'
  | 'ProcessFailed'
  | 'Disposed'
  | 'Internal';

export interface TokenizeOptions {
  /** Tokenizer id; default the setting `tokenscope.tokenizer`. */
  tokenizer?: string;
  /** Default true, as in Hugging Face's libraries. */
  addSpecialTokens?: boolean;
  /** Second text of a pair. */
  pair?: string;
}

export interface Token {
  id: number;
  /** The vocabulary's own string, such as `Ġthe` or `##ing`. */
  token: string;
  /** UTF-16 offsets into the text that `sequence` names, half-open; both 0 for a special token. */
  start: number;
  end: number;
  /** 0 the text, 1 the pair, null a special token that was added. */
  sequence: 0 | 1 | null;
  typeId: number;
  special: boolean;
}

export interface Tokenization {
  tokenizer: string;
  tokens: Token[];
}

export interface CountOptions {
  tokenizer?: string;
  /** Default true. */
  addSpecialTokens?: boolean;
}

export interface DecodeOptions {
  tokenizer?: string;
  /** Default false. */
  skipSpecialTokens?: boolean;
}

export interface FillMaskOptions {
  /** Id of a bundled or installed model; default the one that the user chose for Fill Mask. */
  model?: string;
  /** Candidates for each mask, 1 to 1,000; default the setting `tokenscope.fillMask.topK`. */
  topK?: number;
  /** Words to score beside the candidates, whatever their rank. */
  targets?: string[];
}

export interface Candidate {
  token: string;
  /** Empty for a word outside the vocabulary. */
  ids: number[];
  /** Natural logarithm of the probability; NaN where there is no score. */
  logProb: number;
  /** 1 + number of tokens with a larger logit; 0 where there is no score. */
  rank: number;
  oov: boolean;
  /** How it was scored: `single_only`. */
  scoring: string;
}

export interface FilledMasks {
  model: string;
  precision: string;
  masks: {
    /** UTF-16 offsets of the mask token in the text. */
    start: number;
    end: number;
    /** The top k, then the targets in the order given. */
    candidates: Candidate[];
  }[];
}

export interface CompleteOptions {
  /** Id of a bundled or installed model; default the one that the user chose for Continue. */
  model?: string;
  /** Options that are left out take the user's settings `tokenscope.completion.*`. */
  maxNewTokens?: number;
  temperature?: number;
  topK?: number;
  topP?: number;
  minP?: number;
  repetitionPenalty?: number;
  noRepeatNgramSize?: number;
  seed?: number;
  greedy?: boolean;
  stop?: string[];
  /**
   * Above 1, at most 16: beam search with so many beams, as in transformers' `generate`. Nothing is drawn
   * then, and the sampling options but `repetitionPenalty` and `noRepeatNgramSize` are not used.
   */
  numBeams?: number;
  /** Of a beam search: a text of n tokens has the score Σ ln p / n^lengthPenalty. Default 1. */
  lengthPenalty?: number;
  /**
   * When a beam search stops, once `numBeams` texts have ended: at once (true), when the best open one
   * scores no better (false, the default), or when none can (`'never'`).
   */
  earlyStopping?: boolean | 'never';
  /** Called with each token as it comes; not in a beam search, whose texts change to the end. */
  onToken?: (token: { id: number; text: string; logProb: number }) => void;
}

export interface Completion {
  model: string;
  precision: string;
  /** Of its draws; not used when greedy. */
  seed: number;
  text: string;
  stopReason: 'length' | 'end' | 'stop' | 'cancelled';
  promptTokens: number;
  droppedPromptTokens: number;
  /** Of a beam search only. */
  score?: number;
  tokens: {
    id: number;
    text: string;
    /** Natural logarithm, model's own distribution. */
    logProb: number;
    /** Natural logarithm of the probability with which it was drawn, after all processing. */
    sampledLogProb: number;
    alternatives: { id: number; text: string; logProb: number }[];
  }[];
}

export interface ModelInfo {
  id: string;
  task: string;
  source: 'bundled' | 'hub' | 'folder';
  precision: string;
  /** Bytes on disk of what the task loads. */
  bytes: number;
  loaded: boolean;
}

export interface TokenscopeApi {
  /** Version of the extension. */
  readonly version: string;
  /** Rejects with `TooLong` over 100,000 tokens: use {@link countTokens}. */
  tokenize(
    text: string,
    options?: TokenizeOptions,
    token?: CancellationToken,
  ): Promise<Tokenization>;
  countTokens(text: string, options?: CountOptions, token?: CancellationToken): Promise<number>;
  decode(ids: number[], options?: DecodeOptions, token?: CancellationToken): Promise<string>;
  /** Rejects with `TooLong` over 1,048,576 characters; within that a text is cut around its first mask. */
  fillMask(
    text: string,
    options?: FillMaskOptions,
    token?: CancellationToken,
  ): Promise<FilledMasks>;
  /** Rejects with `TooLong` over 1,048,576 characters; within that a prompt is trimmed at its start. */
  complete(
    prompt: string,
    options?: CompleteOptions,
    token?: CancellationToken,
  ): Promise<Completion>;
  /**
   * 1 to 8 continuations of one prompt, which is read once. The seed of each is one more than that of
   * the one before, and alone it gives the same text. With `numBeams` the best of one beam search, best
   * first; `samples` is at most `numBeams` then. Rejects as {@link complete} does.
   */
  completeSamples(
    prompt: string,
    samples: number,
    options?: Omit<CompleteOptions, 'onToken'>,
    token?: CancellationToken,
  ): Promise<Completion[]>;
  models(token?: CancellationToken): Promise<ModelInfo[]>;
}
