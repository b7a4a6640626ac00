/**
 * Models whose own repository has no ONNX files that transformers.js reads, and the repository of the
 * same weights that has them. A repository's own id may have an organisation, or none as in old
 * tutorials: `openai-community/gpt2-medium` and `gpt2-medium` are one model.
 */
const onnxRepos: Readonly<Record<string, string>> = {
  'openai-community/gpt2': 'onnx-community/gpt2-ONNX',
  'openai-community/gpt2-medium': 'onnx-community/gpt2-medium-ONNX',
  'openai-community/gpt2-large': 'onnx-community/gpt2-large-ONNX',
  'openai-community/gpt2-xl': 'onnx-community/gpt2-xl-ONNX',
  'distilbert/distilgpt2': 'Xenova/distilgpt2',
  'google-bert/bert-base-uncased': 'Xenova/bert-base-uncased',
  'google-bert/bert-base-cased': 'Xenova/bert-base-cased',
  'google-bert/bert-base-multilingual-cased': 'Xenova/bert-base-multilingual-cased',
  'google-bert/bert-base-multilingual-uncased': 'Xenova/bert-base-multilingual-uncased',
  'google-bert/bert-base-chinese': 'Xenova/bert-base-chinese',
  'distilbert/distilbert-base-uncased': 'Xenova/distilbert-base-uncased',
  'distilbert/distilbert-base-cased': 'Xenova/distilbert-base-cased',
  'FacebookAI/roberta-base': 'Xenova/roberta-base',
  'distilbert/distilroberta-base': 'Xenova/distilroberta-base',
  'FacebookAI/xlm-roberta-base': 'Xenova/xlm-roberta-base',
  'albert/albert-base-v2': 'Xenova/albert-base-v2',
  'albert/albert-large-v2': 'Xenova/albert-large-v2',
  'almanach/camembert-base': 'Xenova/camembert-base',
  'distilbert/distilbert-base-uncased-finetuned-sst-2-english':
    'Xenova/distilbert-base-uncased-finetuned-sst-2-english',
  'dslim/bert-base-NER': 'Xenova/bert-base-NER',
  'distilbert/distilbert-base-cased-distilled-squad':
    'Xenova/distilbert-base-cased-distilled-squad',
  'distilbert/distilbert-base-uncased-distilled-squad':
    'Xenova/distilbert-base-uncased-distilled-squad',
  'nlptown/bert-base-multilingual-uncased-sentiment':
    'Xenova/bert-base-multilingual-uncased-sentiment',
  'Davlan/bert-base-multilingual-cased-ner-hrl': 'Xenova/bert-base-multilingual-cased-ner-hrl',
};

/** An id that was asked for and the repository that stands in for it. Both are shown. */
export interface OnnxAlias {
  /** Full id of the model's own repository, such as `openai-community/gpt2-medium`. */
  readonly original: string;
  /** Repository of the same weights as ONNX files, such as `onnx-community/gpt2-medium-ONNX`. */
  readonly repo: string;
}

const aliases: ReadonlyMap<string, OnnxAlias> = new Map(
  Object.entries(onnxRepos).flatMap(([original, repo]) => {
    const alias: OnnxAlias = { original, repo };
    return [original, plainName(original)].map((id) => [id.toLowerCase(), alias] as const);
  }),
);

/**
 * The repository that has the ONNX files of a model, for an id as people write it: with or without
 * its organisation, in any case. Null when none is known, and for a repository of ONNX files itself.
 */
export function onnxAlias(id: string): OnnxAlias | null {
  return aliases.get(id.trim().toLowerCase()) ?? null;
}

/** The id without its organisation. */
export function plainName(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

/** The repository that holds the model of this id in ONNX, where one is known; null otherwise. */
export function onnxSibling(id: string): string | null {
  return onnxAlias(id)?.repo ?? null;
}
