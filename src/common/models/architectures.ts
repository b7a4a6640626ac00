import type { ModelTask } from '../protocol/model/models';

const tasks: readonly (readonly [RegExp, ModelTask])[] = [
  [/ForMaskedLM$/, 'fill-mask'],
  [/(LMHeadModel|ForCausalLM)$/, 'text-generation'],
  [/ForSequenceClassification$/, 'text-classification'],
  [/ForTokenClassification$/, 'token-classification'],
  [/ForQuestionAnswering$/, 'question-answering'],
];

/**
 * What a model is for, by the name of its class in transformers (`architectures` of `config.json`).
 * @returns undefined for a class that none of our tools can use.
 */
export function taskOfArchitecture(architecture: string): ModelTask | undefined {
  return tasks.find(([pattern]) => pattern.test(architecture))?.[1];
}
