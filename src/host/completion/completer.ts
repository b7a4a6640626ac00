import type { CancellationToken } from 'vscode';
import type { BranchStop } from '../../common/completion/branches';
import type { CompletedToken } from '../../common/completion/completedToken';
import type {
  CacheReuse,
  CompletionProgress,
  CompletionResult,
  SamplingParams,
} from '../../common/protocol/model/completion';
import type { BeamParams, BeamProgress } from '../../common/protocol/model/completionBeams';
import type { GuessResult, NextStepResult } from '../../common/protocol/model/nextStep';
import type { ViewModel } from '../../common/protocol/views/view';

/** A place in a text, before its next token. */
export interface CompletionPlace {
  readonly prompt: string;
  /**
   * Tokens behind the prompt that were generated or chosen before; the text goes on behind them. Null is a
   * token of a server that tells no ids.
   */
  readonly prefixIds: readonly (number | null)[];
  /** Their text, for completers that do not know these ids. */
  readonly prefixText: string;
}

/** How far a run is, as `CompletionProgress`; of tokens a server can tell less. */
export type CompleterProgress =
  | Exclude<CompletionProgress, { readonly kind: 'tokens' }>
  | {
      readonly kind: 'tokens';
      readonly sample: number;
      readonly tokens: readonly CompletedToken[];
    };

/** A text and its tokens, as `CompletionResult`; of both a server can tell less. */
export interface CompleterResult extends Pick<
  CompletionResult,
  'text' | 'promptTokens' | 'seed' | 'milliseconds' | 'millisecondsToFirstToken'
> {
  readonly tokens: readonly CompletedToken[];
  readonly stopReason: BranchStop;
  /** The catalog's id of the model; null of one that is not in it. */
  readonly model: string | null;
  /** The model, as far as it was known only with the answer. */
  readonly shown?: ViewModel;
  /** What a reader must know about this run. */
  readonly notices?: readonly string[];
}

/** What is asked of a model in a run. */
export interface CompletionRequest extends CompletionPlace {
  readonly sampling: SamplingParams;
  readonly reuse: CacheReuse;
}

/** How far a run is. */
export type TextsProgress = CompleterProgress | BeamProgress;

/** A text; one of a beam search has a score. */
export type TextResult = CompleterResult & { readonly score?: number };

/** What continues a prompt: the model process of this machine, or something else that can. */
export interface Completer {
  /** The model as the view names it. */
  readonly shown: ViewModel;
  /** Whether it begins to read at once; else it is loaded first. */
  readonly ready: boolean;
  /** Why it cannot be looked into (next-token distribution, rank of a guess), worded; null where it can. */
  readonly closed: string | null;
  /**
   * Continues a prompt; tokens are reported as they come.
   * @throws TokenscopeError; `Cancelled` once `token` is.
   */
  complete(
    request: CompletionRequest,
    token: CancellationToken,
    onProgress: (progress: CompleterProgress) => void,
  ): Promise<CompleterResult>;
  /**
   * Several texts of one prompt, sample k with the seed `sampleSeed(seed, k)`. Where it is left out, one is
   * asked for after the other.
   */
  completeSamples?(
    request: CompletionRequest,
    samples: number,
    token: CancellationToken,
    onProgress: (progress: CompleterProgress) => void,
  ): Promise<readonly CompleterResult[]>;
  /** The best texts of a beam search, best first; left out where it cannot be done. */
  completeBeams?(
    request: CompletionRequest,
    beams: Pick<BeamParams, 'numBeams' | 'numReturn'>,
    token: CancellationToken,
    onProgress: (progress: TextsProgress) => void,
  ): Promise<readonly TextResult[]>;
  /** The distribution of the next token, whole; left out where the model cannot be looked into. */
  nextStep?(place: CompletionPlace, token: CancellationToken): Promise<NextStepResult>;
  /** How likely a guess of what comes next is; left out as {@link nextStep} is. */
  scoreGuess?(
    place: CompletionPlace,
    guess: string,
    token: CancellationToken,
  ): Promise<GuessResult>;
}
