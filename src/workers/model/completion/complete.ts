import type { CancellationToken } from 'vscode-jsonrpc';
import { checkSampling } from '../../../common/decoding/checkSampling';
import { TokenscopeError } from '../../../common/errors';
import type {
  CompletionParams,
  CompletionProgress,
  CompletionResult,
} from '../../../common/protocol/model/completion';
import { generatorName } from '../decoding/random';
import type { OpenModel } from '../models/openModel';
import type { ModelRegistry } from '../models/registry';
import { decodeLoop } from './decodeLoop';
import { encodePrompt } from './prompt';
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
  // Refused before a load; the vocabulary is known only after it.
  checkSampling(params.sampling, {
    contextLength: params.model.contextLength,
    vocabularySize: largestVocabulary,
  });
  if (typeof params.prompt !== 'string' || params.prompt === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  return registry.use(
    {
      ref: params.model,
      task: 'text-generation',
      token,
      onStage: (stage) => report({ kind: 'loading', stage }),
    },
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
  const { contextLength } = params.model;
  const sampling = checkSampling(params.sampling, {
    contextLength,
    vocabularySize: model.tokenizer.vocabularySize,
  });
  const began = performance.now();
  const prompt = await encodePrompt(
    model.tokenizer,
    params.prompt,
    contextLength - sampling.maxNewTokens,
  );
  report({
    kind: 'prompt',
    promptTokens: prompt.ids.length,
    droppedPromptTokens: prompt.dropped,
    usedFrom: prompt.usedFrom,
  });
  const batches = new TokenBatches((tokens) => report({ kind: 'tokens', tokens }));
  let firstAt = 0;
  const { tokens, stopReason, cachedTokens } = await decodeLoop(
    model,
    { ids: prompt.ids, reuse: params.reuse },
    sampling,
    token,
    (generated) => {
      firstAt ||= performance.now();
      batches.push(generated);
    },
  );
  batches.flush();
  const milliseconds = performance.now() - began;
  console.info(
    `completed with ${model.ref.id} ${model.ref.precision}: ${prompt.ids.length} + ` +
      `${tokens.length} tokens, ${stopReason}, ${milliseconds.toFixed(0)} ms`,
  );
  return {
    ...provenance(params),
    text: tokens.map(({ chunk }) => chunk).join(''),
    tokens,
    stopReason,
    promptTokens: prompt.ids.length,
    cachedPromptTokens: cachedTokens,
    droppedPromptTokens: prompt.dropped,
    millisecondsToFirstToken: firstAt === 0 ? milliseconds : firstAt - began,
    milliseconds,
  };
}

function provenance({ model, sampling }: CompletionParams) {
  return {
    model: model.id,
    precision: model.precision,
    revision: model.revision,
    seed: sampling.seed,
    generator: generatorName,
  };
}
