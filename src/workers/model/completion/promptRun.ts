import type { CancellationToken } from 'vscode-jsonrpc';
import { textOf } from '../../../common/completion/completedToken';
import { checkSampling } from '../../../common/decoding/checkSampling';
import { checkNumber } from '../../../common/numbers';
import type {
  CompletionParams,
  CompletionProgress,
  CompletionResult,
  SamplingParams,
} from '../../../common/protocol/model/completion';
import { generatorName } from '../decoding/random';
import type { OpenModel } from '../models/openModel';
import type { ModelUse } from '../models/registry';
import type { LoopPrompt } from './continuation';
import type { LoopResult } from './decodeLoop';
import { encodePrompt, type EncodedPrompt } from './prompt';
import { TextOfTokens } from './textOfTokens';

/** A prompt that is ready for the decode loop. */
export interface PromptRun {
  readonly model: OpenModel;
  readonly sampling: SamplingParams;
  readonly prompt: EncodedPrompt;
  readonly loopPrompt: LoopPrompt;
  /** `performance.now()` of its start. */
  readonly began: number;
}

/** A request's wish for its model, whose load is reported. */
export function modelUse(
  { model }: Pick<CompletionParams, 'model'>,
  token: CancellationToken,
  report: (progress: CompletionProgress & { readonly kind: 'loading' }) => void,
): ModelUse {
  return {
    ref: model,
    task: 'text-generation',
    token,
    onStage: (stage) => report({ kind: 'loading', stage }),
  };
}

/**
 * Checks the parameters against the model and encodes the prompt.
 * @throws TokenscopeError `InvalidParameter`, `EmptyText`.
 */
export async function startRun(
  model: OpenModel,
  params: Pick<CompletionParams, 'model' | 'prompt' | 'prefixIds' | 'sampling' | 'reuse'>,
): Promise<PromptRun> {
  const { contextLength } = params.model;
  const { vocabularySize } = model.tokenizer;
  const sampling = checkSampling(params.sampling, { contextLength, vocabularySize });
  const prefixIds = checkPrefix(params.prefixIds, vocabularySize);
  const began = performance.now();
  const limit = contextLength - sampling.maxNewTokens;
  const prompt = await encodePrompt(model.tokenizer, params.prompt, limit, prefixIds);
  const loopPrompt = { ids: prompt.ids, prefixIds, reuse: params.reuse };
  return { model, sampling, prompt, loopPrompt, began };
}

/** Ids that the tokenizer has. @throws TokenscopeError `InvalidParameter`. */
export function checkPrefix(
  ids: readonly number[] | undefined,
  vocabularySize: number,
): readonly number[] {
  const range = { minimum: 0, maximum: vocabularySize - 1, integer: true };
  return (ids ?? []).map((id) => checkNumber('prefixIds', id, range));
}

/** What is told before the first token. */
export function promptProgress({ model, prompt, loopPrompt, sampling }: PromptRun) {
  const { ids, dropped, usedFrom } = prompt;
  return {
    kind: 'prompt' as const,
    promptTokens: ids.length,
    droppedPromptTokens: dropped,
    usedFrom,
    prefixText: new TextOfTokens(model.texts, sampling.stop).follow(loopPrompt.prefixIds ?? []),
  };
}

/** What a run answers. @param firstAt `performance.now()` of the first token; 0 without one. */
export function resultOf(
  { model, sampling, prompt, began }: PromptRun,
  { tokens, stopReason, cachedTokens }: LoopResult,
  firstAt: number,
): CompletionResult {
  const milliseconds = performance.now() - began;
  console.info(
    `completed with ${model.ref.id} ${model.ref.precision}: ${prompt.ids.length} + ` +
      `${tokens.length} tokens, ${stopReason}, ${milliseconds.toFixed(0)} ms`,
  );
  return {
    ...provenance({ model: model.ref, sampling }),
    text: textOf(tokens),
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
