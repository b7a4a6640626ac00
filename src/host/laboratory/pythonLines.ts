import type { CatalogModel } from '../../common/models/modelCatalog';
import { pythonString } from '../../common/tokens/stringLiteral';

/**
 * The first lines of code that runs a model by `transformers`: they define `name`, `tokenizer` and `model`.
 * @param modelClass such as `AutoModelForMaskedLM`.
 * @param tokenizerOptions further arguments of the tokenizer.
 */
export function transformersLines(
  { id, name, precision }: CatalogModel,
  modelClass: 'AutoModel' | 'AutoModelForMaskedLM',
  tokenizerOptions = '',
): string[] {
  const more = tokenizerOptions === '' ? '' : `, ${tokenizerOptions}`;
  return [
    '# pip install torch transformers',
    'import torch',
    `from transformers import ${modelClass}, AutoTokenizer`,
    '',
    `# Tokenscope ran ${name}, ${precision}: weights of full precision give slightly other values.`,
    `name = ${pythonString(id)}`,
    `tokenizer = AutoTokenizer.from_pretrained(name${more})`,
    `model = ${modelClass}.from_pretrained(name).eval()`,
  ];
}
