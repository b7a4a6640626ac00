import type { CancellationToken } from 'vscode';
import type { CompleteOptions, Completion, FilledMasks, TokenscopeApi } from './api';
import { Setting } from '../../common/contributions';
import { fillMaskLimits } from '../../common/decoding/fillMaskLimits';
import { taskBytes } from '../../common/models/modelCatalog';
import { TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import {
  complete,
  completionProgress,
  type CompletionResult,
} from '../../common/protocol/model/completion';
import { completeBeams } from '../../common/protocol/model/completionBeams';
import { completeSamples } from '../../common/protocol/model/completionSamples';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { fillMask, type Candidate } from '../../common/protocol/model/fillMask';
import { cacheReuse, readForm, toSampling } from '../completion/samplingSettings';
import type { ModelRegistry } from '../models/modelRegistry';
import type { Settings } from '../settings/settings';
import { checkModelText } from './checks';

type ModelFunctions = Pick<TokenscopeApi, 'fillMask' | 'complete' | 'completeSamples' | 'models'>;

/** `fillMask`, `complete`, `completeSamples` and `models` of the public API. */
export function modelApi(
  registry: ModelRegistry,
  worker: WorkerClient,
  settings: Settings,
): ModelFunctions {
  let calls = 0;

  /** What every continuation asks for; options that are left out are the settings'. */
  function continuation(prompt: string, options: CompleteOptions) {
    const form = withOptions(readForm(settings), options);
    return {
      model: registry.ref(registry.forTask('text-generation', options.model)),
      prompt: checkModelText('prompt', prompt),
      sampling: toSampling(form),
      reuse: cacheReuse(form),
    };
  }

  async function search(
    request: ReturnType<typeof continuation>,
    { numBeams = 1, lengthPenalty = 1, earlyStopping = false }: CompleteOptions,
    numReturn: number,
    token?: CancellationToken,
  ): Promise<Completion[]> {
    const beams = { numBeams, lengthPenalty, earlyStopping, numReturn };
    const reuse = 'same' as const;
    const results = await worker.request(completeBeams, { ...request, reuse, beams }, token);
    return results.map((result) => ({ ...publicCompletion(result), score: result.score }));
  }

  return {
    async fillMask(text, options = {}, token): Promise<FilledMasks> {
      const model = registry.forTask('fill-mask', options.model);
      const topK = options.topK ?? settings.number(Setting.fillMaskTopK, fillMaskLimits.topK);
      const result = await worker.request(
        fillMask,
        {
          model: registry.ref(model),
          text: checkModelText('text', text),
          topK,
          ...(options.targets && { targets: options.targets }),
        },
        token,
      );
      return {
        model: result.model,
        precision: result.precision,
        masks: result.masks.map(({ start, end, candidates, targets }) => ({
          start,
          end,
          candidates: [...candidates, ...targets].map(publicCandidate),
        })),
      };
    },

    async complete(prompt, options = {}, token): Promise<Completion> {
      const { onToken } = options;
      const request = continuation(prompt, options);
      if (searches(options)) {
        const [best] = await search(request, options, 1, token);
        if (best === undefined) {
          throw new TokenscopeError('Cancelled', {});
        }
        return best;
      }
      const progress = `api-completion-${++calls}`;
      const result = await worker.request(complete, { ...request, progress }, token, {
        type: completionProgress,
        token: progress,
        handler: (value) => {
          if (value.kind === 'tokens' && onToken) {
            for (const { id, text, logProb } of value.tokens) {
              onToken({ id, text, logProb });
            }
          }
        },
      });
      return publicCompletion(result);
    },

    async completeSamples(prompt, samples, options = {}, token): Promise<Completion[]> {
      const request = continuation(prompt, options);
      if (searches(options)) {
        return search(request, options, samples, token);
      }
      const results = await worker.request(completeSamples, { ...request, samples }, token);
      return results.map(publicCompletion);
    },

    models: () =>
      Promise.resolve(
        registry.models.map((model) => ({
          id: model.id,
          task: model.task,
          source: model.source,
          precision: model.precision,
          bytes: taskBytes(model),
          loaded: registry.loaded(model.id) !== undefined,
        })),
      ),
  };
}

function publicCompletion(result: CompletionResult): Completion {
  return {
    model: result.model,
    precision: result.precision,
    seed: result.seed,
    text: result.text,
    stopReason: result.stopReason,
    promptTokens: result.promptTokens,
    droppedPromptTokens: result.droppedPromptTokens,
    tokens: result.tokens.map(({ id, text, logProb, sampledLogProb, alternatives }) => ({
      id,
      text,
      logProb,
      sampledLogProb,
      alternatives: alternatives.map((each) => ({ ...each })),
    })),
  };
}

function publicCandidate({
  token,
  ids,
  logProb,
  rank,
  oov,
  scoring,
}: Candidate): FilledMasks['masks'][number]['candidates'][number] {
  return { token, ids: [...ids], logProb, rank, oov, scoring };
}

/** Whether a beam search is asked for; what is no number is refused by it. */
function searches({ numBeams }: CompleteOptions): boolean {
  return numBeams !== undefined && numBeams !== 1;
}

/** The form with the fields that were given as options: an `undefined` must not hide a setting. */
function withOptions(form: SamplingForm, options: CompleteOptions): SamplingForm {
  const given = Object.entries(options).filter(
    ([name, value]) => Object.hasOwn(form, name) && value !== undefined,
  );
  return { ...form, ...Object.fromEntries(given) };
}
