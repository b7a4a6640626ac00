import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { Two } from '../../../common/protocol/model/contextShift';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { transformersName } from '../pythonLines';
import type { ReadingsResult } from './readingsResult';

/** `transformers` code for the same comparison; OpenAI's GPT-2 stands in for the starter. */
export function readingsPython({ sides }: ReadingsResult, models: Two<CatalogModel>): string {
  return [
    '# pip install torch transformers',
    'import difflib',
    'import math',
    'import re',
    '',
    'import torch',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    '',
    ...[...new Set(models)].flatMap((model) => [
      `# Tokenscope ran ${model.name}, ${model.precision}.`,
      `# ${transformersName(model).remark}`,
    ]),
    ...sides.map(({ text }, index) => {
      const { name } = transformersName(models[index === 0 ? 0 : 1]);
      return `reading_${index + 1} = (${pythonString(name)}, ${pythonString(text)})`;
    }),
    '',
    'def words(name, text):',
    '    """Surprisal in bits of each word, of its tokens and the whitespace before it."""',
    '    tokenizer = AutoTokenizer.from_pretrained(name)',
    '    model = AutoModelForCausalLM.from_pretrained(name).eval()',
    '    encoding = tokenizer(text, return_offsets_mapping=True, add_special_tokens=False)',
    '    ids = [tokenizer.eos_token_id] + encoding["input_ids"]',
    '    context = model.config.max_position_embeddings',
    '    bits, begin, last = [], 0, len(ids) - 1',
    '    while len(bits) < last:  # sliding window: each token once',
    '        end = min(begin + context, last)',
    '        with torch.no_grad():',
    '            logits = model(torch.tensor([ids[begin:end]])).logits[0].double()',
    '        rows = torch.log_softmax(logits, -1)',
    '        for t in range(len(bits) + 1, end + 1):',
    '            bits.append(-rows[t - 1 - begin][ids[t]].item() / math.log(2))',
    '        begin += context // 2',
    '    print(name, "bits per byte", sum(bits) / len(text.encode()))',
    '    found, token = [], 0',
    '    for word in re.finditer(r"\\S+", text):',
    '        total = 0.0',
    '        while token < last and encoding["offset_mapping"][token][0] < word.end():',
    '            total += bits[token]',
    '            token += 1',
    '        found.append((word.group(), total))',
    '    return found',
    '',
    'first, second = words(*reading_1), words(*reading_2)',
    'matcher = difflib.SequenceMatcher(None, [w for w, _ in first], [w for w, _ in second], False)',
    'for block in matcher.get_matching_blocks():',
    '    for k in range(block.size):',
    '        (word, one), (_, other) = first[block.a + k], second[block.b + k]',
    '        print(word, one, other, one - other, sep="\\t")',
    '',
  ].join('\n');
}
