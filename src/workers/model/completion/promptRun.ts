import type { CancellationToken } from 'vscode-jsonrpc';
import { checkSampling } from '../../../common/decoding/checkSampling';
import type {
  CacheReuse,
  CompletionParams,
  CompletionResult,
  GeneratedToken,
  SamplingParams,
} from '../../../common/protocol/model/completion';
import { generatorName } from '../decoding/random';
import type { OpenModel } from '../models/openModel';
import { decodeLoop } from './decodeLoop';
import { encodePrompt, type EncodedPrompt } from './prompt';

/** A prompt that is ready for the decode loop. */
export interface PromptRun {
  readonly model: OpenModel;
  readonly sampling: SamplingParams;
  readonly prompt: EncodedPrompt;
  /** `performance.now()` of its start. */
  readonly began: number;
}

/**
 * Checks the parameters against the model and encodes the prompt.
 * @throws TokenscopeError `InvalidParameter`, `EmptyText`.
 */
export async function startRun(
  model: OpenModel,
  params: Pick<CompletionParams, 'model' | 'prompt' | 'sampling'>,
): Promise<PromptRun> {
  const { contextLength } = params.model;
  const sampling = checkSampling(params.sampling, {
    contextLength,
    vocabularySize: model.tokenizer.vocabularySize,
  });
  const began = performance.now();
  const limit = contextLength - sampling.maxNewTokens;
  const prompt = await encodePrompt(model.tokenizer, params.prompt, limit);
  return { model, sampling, prompt, began };
}

/** Generates a text. @param onToken called with each token as it is chosen. */
export async function generateText(
  { model, sampling, prompt, began }: PromptRun,
  reuse: CacheReuse | undefined,
  token: CancellationToken,
  onToken: (token: GeneratedToken) => void,
): Promise<CompletionResult> {
  let firstAt = 0;
  const { tokens, stopReason, cachedTokens } = await decodeLoop(
    model,
    { ids: prompt.ids, reuse },
    sampling,
    token,
    (generated) => {
      firstAt ||= performance.now();
      onToken(generated);
    },
  );
  const milliseconds = performance.now() - began;
  console.info(
    `completed with ${model.ref.id} ${model.ref.precision}: ${prompt.ids.length} + ` +
      `${tokens.length} tokens, ${stopReason}, ${milliseconds.toFixed(0)} ms`,
  );
  return {
    ...provenance({ model: model.ref, sampling }),
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

/** What a result says of where it comes from. */
export function provenance({ model, sampling }: Pick<CompletionParams, 'model' | 'sampling'>) {
  return {
    model: model.id,
    precision: model.precision,
    revision: model.revision,
    seed: sampling.seed,
    generator: generatorName,
  };
}
