import type { CancellationToken } from 'vscode';
import type {
  CacheReuse,
  CompletionProgress,
  CompletionResult,
  SamplingParams,
} from '../../common/protocol/model/completion';
import type { ViewModel } from '../../common/protocol/views/view';

/** What is asked of a model in a run. */
export interface CompletionRequest {
  readonly prompt: string;
  readonly sampling: SamplingParams;
  readonly reuse: CacheReuse;
}

/** What continues a prompt: the model process of this machine, or something else that can. */
export interface Completer {
  /** The model as the view names it. */
  readonly shown: ViewModel;
  /** Whether it begins to read at once; else it is loaded first. */
  readonly ready: boolean;
  /**
   * Continues a prompt; tokens are reported as they come.
   * @throws TokenscopeError; `Cancelled` once `token` is.
   */
  complete(
    request: CompletionRequest,
    token: CancellationToken,
    onProgress: (progress: CompletionProgress) => void,
  ): Promise<CompletionResult>;
}
