import type { Completion, FilledMasks, TokenscopeApi } from './api';
import { Setting } from '../../common/contributions';
import { fillMaskLimits } from '../../common/decoding/fillMaskLimits';
import { taskBytes } from '../../common/models/modelCatalog';
import type { WorkerClient } from '../../common/processes';
import {
  complete,
  completionProgress,
  type CompletionResult,
} from '../../common/protocol/model/completion';
import { completeSamples } from '../../common/protocol/model/completionSamples';
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
      const { model: modelId, onToken, ...sampling } = options;
      const model = registry.forTask('text-generation', modelId);
      const form = { ...readForm(settings), ...given(sampling) };
      const progress = `api-completion-${++calls}`;
      const result = await worker.request(
        complete,
        {
          model: registry.ref(model),
          prompt: checkModelText('prompt', prompt),
          sampling: toSampling(form),
          reuse: cacheReuse(form),
          progress,
        },
        token,
        {
          type: completionProgress,
          token: progress,
          handler: (value) => {
            if (value.kind === 'tokens' && onToken) {
              for (const { id, text, logProb } of value.tokens) {
                onToken({ id, text, logProb });
              }
            }
          },
        },
      );
      return publicCompletion(result);
    },

    async completeSamples(prompt, samples, options = {}, token): Promise<Completion[]> {
      const { model: modelId, ...sampling } = options;
      const model = registry.forTask('text-generation', modelId);
      const form = { ...readForm(settings), ...given(sampling) };
      const results = await worker.request(
        completeSamples,
        {
          model: registry.ref(model),
          prompt: checkModelText('prompt', prompt),
          sampling: toSampling(form),
          reuse: cacheReuse(form),
          samples,
        },
        token,
      );
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

/** Only the options that were given: an `undefined` must not hide a setting. */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
