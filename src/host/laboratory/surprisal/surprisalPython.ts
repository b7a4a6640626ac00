import type { CatalogModel } from '../../../common/models/modelCatalog';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { transformersName } from '../pythonLines';
import type { ReadingResult } from './readingResult';

/** `transformers` and minicons (Misra 2022) code for the same measures; OpenAI's GPT-2 stands in for the starter. */
export function surprisalPython(
  { text, startToken, contextLength }: ReadingResult,
  model: CatalogModel,
): string {
  const { name, remark } = transformersName(model);
  return [
    '# pip install torch transformers minicons',
    'import math',
    '',
    'import torch',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    '',
    `# Tokenscope ran ${model.name}, ${model.precision}.`,
    `# ${remark}`,
    `name = ${pythonString(name)}`,
    `text = ${pythonString(text)}`,
    'tokenizer = AutoTokenizer.from_pretrained(name)',
    'model = AutoModelForCausalLM.from_pretrained(name).eval()',
    '',
    'ids = tokenizer(text)["input_ids"]',
    ...(startToken
      ? ['ids = [tokenizer.eos_token_id] + ids']
      : ['# Without a start token the first token has no value.']),
    'last = len(ids) - 1',
    `context, stride = ${contextLength}, ${Math.max(1, Math.floor(contextLength / 2))}`,
    'log_probs, begin = [], 0',
    'while len(log_probs) < last:  # sliding window: each token once',
    '    end = min(begin + context, last)',
    '    with torch.no_grad():',
    '        logits = model(torch.tensor([ids[begin:end]])).logits[0].double()',
    '    rows = torch.log_softmax(logits, -1)',
    '    for t in range(len(log_probs) + 1, end + 1):',
    '        row = rows[t - 1 - begin]',
    '        log_prob = row[ids[t]].item()',
    '        rank = 1 + (row > row[ids[t]]).sum().item()',
    '        entropy = -(row.exp() * row).sum().item() / math.log(2)',
    '        token = tokenizer.convert_ids_to_tokens(ids[t])',
    '        print(token, -log_prob / math.log(2), rank, entropy, sep="\\t")',
    '        log_probs.append(log_prob)',
    '    begin += stride',
    'if log_probs:',
    '    print("perplexity", math.exp(-sum(log_probs) / len(log_probs)))',
    '',
    '# The same of texts that fit in the context, with the boundary of words moved (bow).',
    'from minicons import scorer',
    '',
    'reader = scorer.IncrementalLMScorer(name, "cpu")',
    `options = {"surprisal": True, "base_two": True, "bos_token": ${startToken ? 'True' : 'False'}}`,
    'print(reader.token_score(text, **options))',
    'print(reader.token_score(text, bow_correction=True, **options))',
    '',
  ].join('\n');
}
