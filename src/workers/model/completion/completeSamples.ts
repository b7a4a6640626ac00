import type { CancellationToken } from 'vscode-jsonrpc';
import { checkNumber } from '../../../common/numbers';
import type {
  CompletionProgress,
  CompletionResult,
} from '../../../common/protocol/model/completion';
import {
  sampleSeed,
  samplesRange,
  type CompletionSamplesParams,
} from '../../../common/protocol/model/completionSamples';
import type { OpenModel } from '../models/openModel';
import type { ModelRegistry } from '../models/registry';
import { checkPrompt } from './complete';
import { decodeSamples } from './decodeLoop';
import { modelUse, promptProgress, resultOf, startRun } from './promptRun';
import { sameInBatch } from './rows';
import { TokenBatches } from './tokenBatches';

/**
 * Answers `completion/samples`: the samples grow side by side from the cache of the prompt.
 * @param report called with what happens on the way.
 * @throws TokenscopeError as `completeText` does.
 */
export async function completeWithSamples(
  registry: ModelRegistry,
  params: CompletionSamplesParams,
  token: CancellationToken,
  report: (progress: CompletionProgress) => void,
): Promise<readonly CompletionResult[]> {
  checkNumber('samples', params.samples, samplesRange);
  checkPrompt(params);
  return registry.use(
    modelUse(params, token, report),
    (model) => run(model, params, token, report),
    () => [],
  );
}

async function run(
  model: OpenModel,
  params: CompletionSamplesParams,
  token: CancellationToken,
  report: (progress: CompletionProgress) => void,
): Promise<readonly CompletionResult[]> {
  const ready = await startRun(model, params);
  report(promptProgress(ready));
  const samples = Array.from({ length: params.samples }, (_, k) => ({
    run: {
      ...ready,
      sampling: { ...ready.sampling, seed: sampleSeed(ready.sampling.seed, k) },
    },
    batches: new TokenBatches((tokens) => report({ kind: 'tokens', sample: k, tokens })),
    firstAt: 0,
  }));
  const decoded = await decodeSamples(
    model,
    ready.loopPrompt,
    {
      params: samples.map(({ run: { sampling } }) => sampling),
      together: params.batch ?? sameInBatch(model.ref.precision),
      onToken: (k, generated) => {
        const sample = samples[k];
        if (sample) {
          sample.firstAt ||= performance.now();
          sample.batches.push(generated);
        }
      },
    },
    token,
  );
  return samples.flatMap(({ run: own, batches, firstAt }, k) => {
    batches.flush();
    const result = decoded[k];
    return result ? [resultOf(own, result, firstAt)] : [];
  });
}
