import type { CancellationToken } from 'vscode';
import type { WorkerClient } from '../../common/processes';
import {
  complete,
  completionProgress,
  type CompletionProgress,
  type CompletionResult,
} from '../../common/protocol/model/completion';
import {
  beamProgress,
  completeBeams,
  type BeamParams,
} from '../../common/protocol/model/completionBeams';
import { completeSamples } from '../../common/protocol/model/completionSamples';
import {
  nextStep,
  scoreGuess,
  type GuessResult,
  type NextStepResult,
} from '../../common/protocol/model/nextStep';
import type { ViewModel } from '../../common/protocol/views/view';
import type { ModelRegistry } from '../models/modelRegistry';
import type {
  Completer,
  CompletionPlace,
  CompletionRequest,
  TextResult,
  TextsProgress,
} from './completer';

/** Continues prompts in the model process of this machine. */
export class LocalCompleter implements Completer {
  readonly closed = null;

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
    const { reported, params } = this.#run(request, onProgress);
    return this.worker.request(complete, params, token, reported);
  }

  completeSamples(
    request: CompletionRequest,
    samples: number,
    token: CancellationToken,
    onProgress: (progress: CompletionProgress) => void,
  ): Promise<readonly CompletionResult[]> {
    const { reported, params } = this.#run(request, onProgress);
    return this.worker.request(completeSamples, { ...params, samples }, token, reported);
  }

  completeBeams(
    request: CompletionRequest,
    beams: Pick<BeamParams, 'numBeams' | 'numReturn'>,
    token: CancellationToken,
    handler: (progress: TextsProgress) => void,
  ): Promise<readonly TextResult[]> {
    const { params } = this.#run(request, () => undefined);
    // As transformers' defaults.
    const whole = { ...beams, lengthPenalty: 1, earlyStopping: false };
    return this.worker.request(completeBeams, { ...params, beams: whole }, token, {
      type: beamProgress,
      token: params.progress,
      handler,
    });
  }

  nextStep(place: CompletionPlace, token: CancellationToken): Promise<NextStepResult> {
    return this.worker.request(nextStep, { model: this.#ref, ...placeOf(place) }, token);
  }

  scoreGuess(
    place: CompletionPlace,
    guess: string,
    token: CancellationToken,
  ): Promise<GuessResult> {
    return this.worker.request(scoreGuess, { model: this.#ref, ...placeOf(place), guess }, token);
  }

  #run(request: CompletionRequest, onProgress: (progress: CompletionProgress) => void) {
    const { sampling, reuse } = request;
    const place = placeOf(request);
    const progress = `completion-${crypto.randomUUID()}`;
    const handler = (value: CompletionProgress): void =>
      onProgress(
        value.kind === 'prompt' && place.prefixIds.length < request.prefixIds.length
          ? { ...value, prefixText: request.prefixText }
          : value,
      );
    return {
      reported: { type: completionProgress, token: progress, handler },
      params: { model: this.#ref, ...place, sampling, reuse, progress },
    };
  }

  get #ref() {
    return this.registry.ref(this.#model);
  }

  get #model() {
    return this.registry.forTask('text-generation');
  }
}

/** Behind tokens of a server that told no ids, their text is read as a part of the prompt. */
function placeOf({ prompt, prefixIds, prefixText }: CompletionPlace): {
  readonly prompt: string;
  readonly prefixIds: readonly number[];
} {
  const ids = prefixIds.filter((id) => id !== null);
  return ids.length === prefixIds.length
    ? { prompt, prefixIds: ids }
    : { prompt: prompt + prefixText, prefixIds: [] };
}
