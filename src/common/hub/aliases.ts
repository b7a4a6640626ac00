/**
 * Repositories that hold a well-known model in ONNX, by the plain names that papers, tutorials and
 * `from_pretrained` use. The plain repositories have no ONNX files, or not in this layout.
 */
const aliases: Readonly<Record<string, string>> = {
  'bert-base-uncased': 'Xenova/bert-base-uncased',
  'bert-base-cased': 'Xenova/bert-base-cased',
  'bert-base-multilingual-cased': 'Xenova/bert-base-multilingual-cased',
  'bert-base-multilingual-uncased': 'Xenova/bert-base-multilingual-uncased',
  'distilbert-base-uncased': 'Xenova/distilbert-base-uncased',
  'distilbert-base-cased': 'Xenova/distilbert-base-cased',
  'roberta-base': 'Xenova/roberta-base',
  'xlm-roberta-base': 'Xenova/xlm-roberta-base',
  distilgpt2: 'Xenova/distilgpt2',
  gpt2: 'onnx-community/gpt2-ONNX',
  'gpt2-medium': 'onnx-community/gpt2-medium-ONNX',
  'gpt2-large': 'onnx-community/gpt2-large-ONNX',
  'gpt2-xl': 'onnx-community/gpt2-xl-ONNX',
  'distilbert-base-uncased-finetuned-sst-2-english':
    'Xenova/distilbert-base-uncased-finetuned-sst-2-english',
  'bert-base-NER': 'Xenova/bert-base-NER',
  'distilbert-base-cased-distilled-squad': 'Xenova/distilbert-base-cased-distilled-squad',
};

/** Owners under which the hub keeps the models above; a plain name is redirected to one of them. */
const owners: ReadonlySet<string> = new Set([
  'google-bert',
  'openai-community',
  'distilbert',
  'FacebookAI',
  'dslim',
]);

/** The repository that holds the model of this id in ONNX, where one is known; null otherwise. */
export function onnxSibling(id: string): string | null {
  const [owner = '', name] = id.split('/');
  if (name !== undefined && !owners.has(owner)) {
    return null;
  }
  const plain = name ?? owner;
  return Object.hasOwn(aliases, plain) ? (aliases[plain] ?? null) : null;
}
