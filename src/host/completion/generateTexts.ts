import type { CancellationToken } from 'vscode';
import { sampleSeed } from '../../common/protocol/model/completionSamples';
import type { Completer, CompletionRequest, TextResult, TextsProgress } from './completer';

/**
 * Asks for the texts of a run: one, the best of a beam search, or several samples, in one request where the completer takes that,
 * else one after the other.
 * @throws TokenscopeError as the completer does.
 */
export async function generateTexts(
  completer: Completer,
  request: CompletionRequest,
  { count: samples, numBeams }: { readonly count: number; readonly numBeams: number },
  token: CancellationToken,
  onProgress: (progress: TextsProgress) => void,
): Promise<readonly TextResult[]> {
  if (numBeams > 1 && completer.completeBeams) {
    const beams = { numBeams, numReturn: samples };
    return completer.completeBeams(request, beams, token, onProgress);
  }
  if (samples === 1) {
    return [await completer.complete(request, token, onProgress)];
  }
  if (completer.completeSamples) {
    return completer.completeSamples(request, samples, token, onProgress);
  }
  const results: TextResult[] = [];
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
