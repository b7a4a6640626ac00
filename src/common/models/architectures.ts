import type { ModelTask } from '../protocol/model/models';

const tasks: readonly (readonly [RegExp, ModelTask])[] = [
  [/ForMaskedLM$/, 'fill-mask'],
  [/(LMHeadModel|ForCausalLM)$/, 'text-generation'],
  [/ForSequenceClassification$/, 'text-classification'],
  [/ForTokenClassification$/, 'token-classification'],
  [/ForQuestionAnswering$/, 'question-answering'],
];

/** The class of transformers that a `config.json` names first; null when it names none. */
export function architectureOf(config: unknown): string | null {
  const named = (config as { readonly architectures?: unknown } | null)?.architectures;
  const first: unknown = Array.isArray(named) ? named[0] : undefined;
  return typeof first === 'string' ? first : null;
}

/**
 * What a model is for, by the name of its class in transformers (`architectures` of `config.json`).
 * @returns undefined for a class that none of our tools can use.
 */
export function taskOfArchitecture(architecture: string): ModelTask | undefined {
  return tasks.find(([pattern]) => pattern.test(architecture))?.[1];
}
