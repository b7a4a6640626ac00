import type { CancellationToken } from 'vscode-jsonrpc';
import { checkNumber } from '../../../common/numbers';
import type { CompletionResult } from '../../../common/protocol/model/completion';
import {
  sampleSeed,
  samplesRange,
  type CompletionSamplesParams,
} from '../../../common/protocol/model/completionSamples';
import type { ModelRegistry } from '../models/registry';
import { checkPrompt } from './complete';
import { generateText, startRun } from './promptRun';

/**
 * Answers `completion/samples`: one sample after another, each from the cache of the prompt.
 * @throws TokenscopeError as `completeText` does.
 */
export async function completeWithSamples(
  registry: ModelRegistry,
  params: CompletionSamplesParams,
  token: CancellationToken,
): Promise<readonly CompletionResult[]> {
  const count = checkNumber('samples', params.samples, samplesRange);
  checkPrompt(params);
  const { model: ref, sampling } = params;
  return registry.use(
    { ref, task: 'text-generation', token, onStage: () => undefined },
    async (model) => {
      const run = await startRun(model, params);
      const samples: CompletionResult[] = [];
      while (samples.length < count && !token.isCancellationRequested) {
        const k = samples.length;
        const own = {
          ...run,
          sampling: { ...run.sampling, seed: sampleSeed(sampling.seed, k) },
          began: k === 0 ? run.began : performance.now(),
        };
        const reuse = k === 0 ? params.reuse : (params.reuse ?? 'same');
        samples.push(await generateText(own, reuse, token, () => undefined));
      }
      return samples;
    },
    () => [],
  );
}
