import type { CancellationToken } from 'vscode';
import type { WorkerClient } from '../../common/processes';
import {
  complete,
  completionProgress,
  type CompletionProgress,
  type CompletionResult,
} from '../../common/protocol/model/completion';
import type { ViewModel } from '../../common/protocol/views/view';
import type { ModelRegistry } from '../models/modelRegistry';
import type { Completer, CompletionRequest } from './completer';

/** Continues prompts in the model process of this machine. */
export class LocalCompleter implements Completer {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly worker: WorkerClient,
  ) {}

  get shown(): ViewModel {
    return this.registry.shown(this.#model);
  }

  get ready(): boolean {
    return this.registry.loaded(this.#model.id) !== undefined;
  }

  complete(
    request: CompletionRequest,
    token: CancellationToken,
    onProgress: (progress: CompletionProgress) => void,
  ): Promise<CompletionResult> {
    const model = this.registry.ref(this.#model);
    const progress = `completion-${crypto.randomUUID()}`;
    return this.worker.request(complete, { ...request, model, progress }, token, {
      type: completionProgress,
      token: progress,
      handler: onProgress,
    });
  }

  get #model() {
    return this.registry.forTask('text-generation');
  }
}
