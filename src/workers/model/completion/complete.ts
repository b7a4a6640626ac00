import type { CancellationToken } from 'vscode-jsonrpc';
import { checkSampling } from '../../../common/decoding/checkSampling';
import { TokenscopeError } from '../../../common/errors';
import type {
  CompletionParams,
  CompletionProgress,
  CompletionResult,
} from '../../../common/protocol/model/completion';
import type { OpenModel } from '../models/openModel';
import type { ModelRegistry } from '../models/registry';
import { decodeLoop } from './decodeLoop';
import { modelUse, promptProgress, provenance, resultOf, startRun } from './promptRun';
import { TokenBatches } from './tokenBatches';

/** No published model has more tokens. */
const largestVocabulary = 1_000_000;

/**
 * Answers `completion/run`: loads the model if need be, then generates.
 * @param report called with what happens on the way.
 * @throws TokenscopeError `InvalidParameter`, `EmptyText`, `WrongModelKind`, or why the model could
 * not be loaded. Cancellation is no error: the answer then has what there is.
 */
export async function completeText(
  registry: ModelRegistry,
  params: CompletionParams,
  token: CancellationToken,
  report: (progress: CompletionProgress) => void,
): Promise<CompletionResult> {
  checkPrompt(params);
  return registry.use(
    modelUse(params, token, report),
    (model) => run(model, params, token, report),
    () => ({
      ...provenance(params),
      text: '',
      tokens: [],
      stopReason: 'cancelled',
      promptTokens: 0,
      cachedPromptTokens: 0,
      droppedPromptTokens: 0,
      millisecondsToFirstToken: 0,
      milliseconds: 0,
    }),
  );
}

async function run(
  model: OpenModel,
  params: CompletionParams,
  token: CancellationToken,
  report: (progress: CompletionProgress) => void,
): Promise<CompletionResult> {
  const ready = await startRun(model, params);
  report(promptProgress(ready));
  const batches = new TokenBatches((tokens) => report({ kind: 'tokens', sample: 0, tokens }));
  let firstAt = 0;
  const decoded = await decodeLoop(model, ready.loopPrompt, ready.sampling, token, (one) => {
    firstAt ||= performance.now();
    batches.push(one);
  });
  batches.flush();
  return resultOf(ready, decoded, firstAt);
}

/**
 * Refuses before a load what cannot be run; the vocabulary is known only after it.
 * @throws TokenscopeError `InvalidParameter`, `EmptyText`.
 */
export function checkPrompt({
  model,
  prompt,
  sampling,
}: Pick<CompletionParams, 'model' | 'prompt' | 'sampling'>): void {
  checkSampling(sampling, {
    contextLength: model.contextLength,
    vocabularySize: largestVocabulary,
  });
  if (typeof prompt !== 'string' || prompt === '') {
    throw new TokenscopeError('EmptyText', {});
  }
}
