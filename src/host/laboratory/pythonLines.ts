import type { CatalogModel } from '../../common/models/modelCatalog';
import { pythonString } from '../../common/tokens/stringLiteral';

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

/** What `transformers` is to load in place of a model: its repository, or a name that the user mends. */
export function transformersName(model: CatalogModel & { hub?: { readonly repo: string } }): {
  readonly name: string;
  readonly remark: string;
} {
  if (model.hub) {
    return {
      name: model.hub.repo,
      remark: 'weights of full precision give slightly other values.',
    };
  }
  return model.source === 'bundled'
    ? {
        name: 'gpt2',
        remark: `${model.id} is not on the hub: this reads OpenAI's GPT-2 in its place, whose numbers are others.`,
      }
    : {
        name: model.name,
        remark: `put the repository of these weights here; they were read from ${model.folder ?? ''}.`,
      };
}
