import type { EncodeOptions, FramePart, TokenizerFacts } from '../protocol/tokenizer/workbench';

/** Where code gets the tokenizer from: the hub, or a `tokenizer.json`. */
export type TokenizerSource =
  | { readonly repository: string; readonly revision: string }
  | { readonly file: string };

/** A result of the workbench, as far as code that reproduces it depends on it. */
export interface CodeInput {
  readonly source: TokenizerSource;
  /** All have a pair, or none has. */
  readonly texts: readonly { readonly text: string; readonly pair?: string }[];
  readonly options: EncodeOptions;
  readonly facts: TokenizerFacts;
  readonly frame: readonly FramePart[];
  readonly padId: number | null;
  /** Tokens of the longest row. */
  readonly longest: number;
}

/** The repositories that the bundled tokenizers are known by. */
const repositories: ReadonlyMap<string, string> = new Map([
  ['bert-base-uncased', 'google-bert/bert-base-uncased'],
  ['bert-base-cased', 'google-bert/bert-base-cased'],
  ['gpt2', 'openai-community/gpt2'],
  ['roberta-base', 'FacebookAI/roberta-base'],
  ['t5-small', 'google-t5/t5-small'],
  ['phi-3-mini', 'microsoft/Phi-3-mini-4k-instruct'],
]);

/**
 * The source of a tokenizer by its id in the catalog; any other comes from its file.
 * @param file absolute path of its `tokenizer.json`.
 */
export function tokenizerSource(id: string, file: string): TokenizerSource {
  const repository = repositories.get(id);
  return repository === undefined ? { file } : { repository, revision: 'main' };
}
