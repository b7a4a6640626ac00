import type { CompletionCreateParamsStreaming } from 'openai/resources/completions';
import type { SamplingParams } from '../../../common/protocol/model/completion';

/** Fields that are not OpenAI's: of vLLM, SGLang and llama.cpp, each with the name that it knows. */
interface FurtherFields {
  /** -1 is off, for all of them. */
  readonly top_k?: number;
  readonly min_p?: number;
  /** vLLM and SGLang: over prompt and text, as in transformers. */
  readonly repetition_penalty?: number;
  /** llama.cpp: the same, over as many tokens as the next field says; -1 is the whole context. */
  readonly repeat_penalty?: number;
  readonly repeat_last_n?: number;
}

export type ServerBody = CompletionCreateParamsStreaming & FurtherFields;

/** Names of the fields that a server may refuse because they are not OpenAI's. */
export const furtherFields: readonly (keyof FurtherFields)[] = [
  'top_k',
  'min_p',
  'repetition_penalty',
  'repeat_penalty',
  'repeat_last_n',
];

/** How many alternatives are asked for; OpenAI's own API gives five at most. */
const alternatives = 5;

/** What a run asks of a server. */
export interface ServerRequest {
  readonly model: string;
  readonly prompt: string;
  readonly sampling: SamplingParams;
  /** Whether the fields that are not OpenAI's are sent too. */
  readonly further: boolean;
}

/**
 * The body of a request to `/completions`. All parameters are sent, also those that are off: a server
 * has defaults of its own, and the form must say what was done.
 */
export function serverBody({ model, prompt, sampling, further }: ServerRequest): ServerBody {
  const { greedy, stop, topK, minP, repetitionPenalty } = sampling;
  return {
    model,
    prompt,
    stream: true,
    stream_options: { include_usage: true },
    logprobs: alternatives,
    max_tokens: sampling.maxNewTokens,
    temperature: greedy ? 0 : sampling.temperature,
    top_p: greedy ? 1 : sampling.topP,
    seed: sampling.seed,
    ...(stop.length > 0 && { stop: [...stop] }),
    ...(further && {
      top_k: greedy || topK === 0 ? -1 : topK,
      min_p: greedy ? 0 : minP,
      repetition_penalty: repetitionPenalty,
      repeat_penalty: repetitionPenalty,
      repeat_last_n: -1,
    }),
  };
}

/** What of the form a server is not told, by the names of the API. */
export type Unsent = 'noRepeatNgramSize' | 'topK' | 'minP' | 'repetitionPenalty';

/** What of the form is on and yet not sent, so that the text does not follow it. */
export function unsent({ sampling, further }: ServerRequest): Unsent[] {
  const { greedy, noRepeatNgramSize, topK, minP, repetitionPenalty } = sampling;
  const names: Unsent[] = [];
  if (noRepeatNgramSize !== 0) {
    names.push('noRepeatNgramSize');
  }
  if (!further) {
    if (!greedy && topK !== 0) {
      names.push('topK');
    }
    if (!greedy && minP !== 0) {
      names.push('minP');
    }
    if (repetitionPenalty !== 1) {
      names.push('repetitionPenalty');
    }
  }
  return names;
}
