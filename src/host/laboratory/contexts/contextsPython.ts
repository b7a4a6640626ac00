import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { ContextsView } from '../../../common/protocol/views/laboratory/contexts';
import { pythonString } from '../../../common/tokens/stringLiteral';

/** `transformers` code for the three columns; the causal model is OpenAI's GPT-2, not the starter. */
export function contextsPython(
  { before, word, after }: ContextsView,
  { id, precision }: CatalogModel,
): string {
  return [
    '# pip install torch transformers',
    'import torch',
    'from transformers import AutoModelForCausalLM, AutoModelForMaskedLM, AutoTokenizer',
    '',
    `# Tokenscope ran ${id} in ${precision}, and gpt2-starter, which is not on the hub: this reads`,
    "# OpenAI's GPT-2 in its place, whose numbers are others.",
    `before = ${pythonString(before)}`,
    `word = ${pythonString(word)}`,
    `after = ${pythonString(after)}`,
    '',
    `tokenizer = AutoTokenizer.from_pretrained(${pythonString(id)})`,
    `bert = AutoModelForMaskedLM.from_pretrained(${pythonString(id)}).eval()`,
    'MASK = tokenizer.mask_token_id',
    '',
    'def masked(before, after):',
    '    encoding = tokenizer(before + tokenizer.mask_token + after, return_offsets_mapping=True)',
    '    gap = next(i for i, (s, e) in enumerate(encoding["offset_mapping"]) if s == len(before) and e > s)',
    '    ids = encoding["input_ids"]',
    '    pieces = tokenizer(word, add_special_tokens=False)["input_ids"]',
    '    total = 0.0',
    '    for i, piece in enumerate(pieces):  # within-word left to right',
    '        filled = ids[:gap] + pieces[:i] + [MASK] * (len(pieces) - i) + ids[gap + 1:]',
    '        with torch.no_grad():',
    '            logits = bert(input_ids=torch.tensor([filled])).logits[0, gap + i]',
    '        total += torch.log_softmax(logits.double(), -1)[piece].item()',
    '    return total',
    '',
    'print("both contexts", masked(before, after))',
    'print("left context", masked(before, ""))',
    '',
    'tokenizer2 = AutoTokenizer.from_pretrained("gpt2")',
    'gpt2 = AutoModelForCausalLM.from_pretrained("gpt2").eval()',
    'left = tokenizer2(before.rstrip())["input_ids"]',
    'whole = tokenizer2(before + word)["input_ids"]',
    'ids = torch.tensor([[tokenizer2.bos_token_id] + whole])',
    'with torch.no_grad():',
    '    log_probs = torch.log_softmax(gpt2(ids).logits[0].double(), -1)',
    'print("GPT-2", sum(log_probs[t, whole[t]].item() for t in range(len(left), len(whole))))',
    '',
  ].join('\n');
}
