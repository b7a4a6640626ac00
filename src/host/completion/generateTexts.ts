import type { CancellationToken } from 'vscode';
import type { CompletionProgress, CompletionResult } from '../../common/protocol/model/completion';
import { sampleSeed } from '../../common/protocol/model/completionSamples';
import type { Completer, CompletionRequest } from './completer';

/**
 * Asks for the texts of a run: one, or several samples, in one request where the completer takes that,
 * else one after the other.
 * @throws TokenscopeError as the completer does.
 */
export async function generateTexts(
  completer: Completer,
  request: CompletionRequest,
  samples: number,
  token: CancellationToken,
  onProgress: (progress: CompletionProgress) => void,
): Promise<readonly CompletionResult[]> {
  if (samples === 1) {
    return [await completer.complete(request, token, onProgress)];
  }
  if (completer.completeSamples) {
    return completer.completeSamples(request, samples, token, onProgress);
  }
  const results: CompletionResult[] = [];
  for (let k = 0; k < samples; k++) {
    const sampling = { ...request.sampling, seed: sampleSeed(request.sampling.seed, k) };
    const own = { ...request, sampling };
    results.push(
      await completer.complete(own, token, (progress) =>
        onProgress(progress.kind === 'tokens' ? { ...progress, sample: k } : progress),
      ),
    );
  }
  return results;
}
