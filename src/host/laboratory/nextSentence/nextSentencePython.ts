import { pythonString } from '../../../common/tokens/stringLiteral';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { NextSentenceView } from '../../../common/protocol/views/laboratory/nextSentence';

/** `transformers` code for the same pairs; its head is the published one, so that values differ. */
export function nextSentencePython({ pairs }: NextSentenceView, model: CatalogModel): string {
  return [
    '# pip install torch transformers',
    'import torch',
    'from transformers import AutoTokenizer, BertForNextSentencePrediction',
    '',
    `# Tokenscope ran ${model.name}, ${model.precision}, whose next-sentence head was refitted:`,
    '# the published head gives other values.',
    `name = ${pythonString(model.id)}`,
    'tokenizer = AutoTokenizer.from_pretrained(name)',
    'model = BertForNextSentencePrediction.from_pretrained(name).eval()',
    'pairs = [',
    ...pairs.map(({ first, second }) => `    (${pythonString(first)}, ${pythonString(second)}),`),
    ']',
    'for first, second in pairs:',
    '    for a, b in [(first, second), (second, first)]:',
    '        with torch.no_grad():',
    '            logits = model(**tokenizer(a, b, return_tensors="pt")).logits[0]',
    '        p_is_next = torch.softmax(logits.double(), -1)[0].item()',
    '        print(p_is_next, (logits[0] - logits[1]).item(), a, b, sep="\\t")',
    '',
  ].join('\n');
}
