import type { CatalogModel } from '../../common/models/modelCatalog';
import { pythonString } from '../../common/tokens/stringLiteral';
import { transformersName } from './onnxLines';

/**
 * The first lines of code that runs a model by `transformers`: they define `name`, `tokenizer` and `model`.
 * @param modelClass such as `AutoModelForMaskedLM`.
 * @param tokenizerOptions further arguments of the tokenizer.
 */
export function transformersLines(
  model: CatalogModel,
  modelClass: 'AutoModel' | 'AutoModelForMaskedLM',
  tokenizerOptions = '',
): string[] {
  const { id, name, precision } = model;
  const more = tokenizerOptions === '' ? '' : `, ${tokenizerOptions}`;
  return [
    '# pip install torch transformers',
    'import torch',
    `from transformers import ${modelClass}, AutoTokenizer`,
    '',
    `# Tokenscope ran ${name}, ${precision}: weights of full precision give slightly other values.`,
    `name = ${pythonString(model.source === 'bundled' ? id : transformersName(model).name)}`,
    `tokenizer = AutoTokenizer.from_pretrained(name${more})`,
    `model = ${modelClass}.from_pretrained(name).eval()`,
  ];
}
