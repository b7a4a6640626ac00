import { pythonString } from '../../common/tokens/stringLiteral';
import type { FillMaskRun } from './fillMaskRuns';
import { shownText } from './fillMaskTables';

/** `transformers` code that reads the same masks; joint fillings are scored, not searched. */
export function fillMaskPython(run: FillMaskRun): string {
  const { model, topK, together } = run;
  return [
    '# pip install torch transformers',
    'import torch',
    'from transformers import AutoModelForMaskedLM, AutoTokenizer',
    '',
    `# Tokenscope ran precision ${model?.precision ?? ''}; these weights are fp32 and give slightly other values.`,
    `name = ${pythonString(model?.name ?? '')}`,
    'tokenizer = AutoTokenizer.from_pretrained(name)',
    'model = AutoModelForMaskedLM.from_pretrained(name).eval()',
    `text = ${pythonString(shownText(run))}`,
    'ids = tokenizer(text, truncation=True)["input_ids"]',
    'gaps = [i for i, t in enumerate(ids) if t == tokenizer.mask_token_id]',
    '',
    'def log_probs(ids):',
    '    with torch.no_grad():',
    '        return torch.log_softmax(model(input_ids=torch.tensor([ids])).logits[0].double(), -1)',
    '',
    'for gap, row in zip(gaps, log_probs(ids)[gaps]):',
    `    best = row.topk(${topK})`,
    '    for value, token in zip(best.values, best.indices):',
    '        print(gap, tokenizer.convert_ids_to_tokens(int(token)), value.exp().item(), value.item())',
    ...(together
      ? [
          '',
          '# Σ ln p of each word with all other gaps filled (pll).',
          'fillings = [',
          ...together.fillings.map(
            ({ texts }) => `    [${texts.map((text) => pythonString(text)).join(', ')}],`,
          ),
          ']',
          'for words in fillings:',
          '    tokens = [tokenizer.convert_tokens_to_ids(w) for w in words]',
          '    pll = 0.0',
          '    for k, gap in enumerate(gaps):',
          '        filled = list(ids)',
          '        for j, other in enumerate(gaps):',
          '            if j != k:',
          '                filled[other] = tokens[j]',
          '        pll += log_probs(filled)[gap, tokens[k]].item()',
          '    print(words, pll)',
        ]
      : []),
    '',
  ].join('\n');
}
