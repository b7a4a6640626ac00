import { findBranch, idsHold, pathOf, type Branch } from '../../common/completion/branches';
import { textOf } from '../../common/completion/completedToken';
import { pythonString } from '../../common/tokens/stringLiteral';
import type { ExportedTexts } from './completionTable';

/** Which weights `transformers` is to load. */
export interface PythonModel {
  readonly name: string;
  readonly precision: string;
  /** Id on the hub; null where the weights are not there. */
  readonly hubId: string | null;
}

/** `transformers` code that scores the shown tokens, and generates with the same settings. */
export function completionPython(texts: ExportedTexts, model: PythonModel): string {
  const branch = findBranch(texts.branches, texts.shown);
  const tokens = branch ? pathOf(texts.branches, branch).tokens : [];
  const read = branch ? readAsText(texts, branch) : 0;
  return [
    '# pip install torch transformers',
    'import torch',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    '',
    `# Tokenscope ran ${model.name}, ${model.precision}.`,
    ...(model.hubId === null
      ? ["# It is not on the hub: this runs OpenAI's GPT-2 in its place, whose numbers are others."]
      : ['# These weights are of full precision and give slightly other values.']),
    `name = ${pythonString(model.hubId ?? 'gpt2')}`,
    'tokenizer = AutoTokenizer.from_pretrained(name)',
    'model = AutoModelForCausalLM.from_pretrained(name).eval()',
    `prompt = ${pythonString(texts.prompt + textOf(tokens.slice(0, read)))}`,
    'ids = tokenizer(prompt)["input_ids"]',
    '',
    '# ln p of each token that Tokenscope shows (temperature 1, before any processing).',
    `shown = [${tokens
      .slice(read)
      .map(({ id }) => id)
      .join(', ')}]`,
    'with torch.no_grad():',
    '    logits = model(torch.tensor([ids + shown])).logits[0].double()',
    'rows = torch.log_softmax(logits, -1)[len(ids) - 1 : -1]',
    'for token, row in zip(shown, rows):',
    '    rank = 1 + (row > row[token]).sum().item()',
    '    print(repr(tokenizer.decode([token])), row[token].item(), rank, sep="\\t")',
    '',
    ...(branch ? generation(branch) : []),
  ].join('\n');
}

/** Tokens before a branch's own that its model read as text, since another wrote them: their ids may be none. */
function readAsText({ branches }: ExportedTexts, { ran, keep, given }: Branch): number {
  return ran === null || idsHold(branches, ran) ? 0 : keep + given;
}

function generation({ sampling, numBeams }: Branch): string[] {
  const { greedy, temperature, topK, topP, minP, stop } = sampling;
  const options = [
    `max_new_tokens=${sampling.maxNewTokens}`,
    ...(numBeams > 1 ? [`num_beams=${numBeams}`] : []),
    `do_sample=${greedy ? 'False' : 'True'}`,
    ...(greedy
      ? []
      : [
          `temperature=${temperature}`,
          `top_k=${topK}`,
          `top_p=${topP}`,
          ...(minP > 0 ? [`min_p=${minP}`] : []),
        ]),
    `repetition_penalty=${pythonFloat(sampling.repetitionPenalty)}`,
    `no_repeat_ngram_size=${sampling.noRepeatNgramSize}`,
    ...(stop.length > 0
      ? [
          `stop_strings=[${stop.map((text) => pythonString(text)).join(', ')}]`,
          'tokenizer=tokenizer',
        ]
      : []),
    'pad_token_id=tokenizer.eos_token_id',
  ];
  return [
    ...(greedy
      ? []
      : [
          `# Tokenscope drew with xoroshiro128+, seed ${sampling.seed}. PyTorch has another generator:`,
          '# this seed makes the run below repeatable, but does not give the same text.',
          `torch.manual_seed(${sampling.seed})`,
        ]),
    'output = model.generate(',
    '    torch.tensor([ids]),',
    ...options.map((option) => `    ${option},`),
    ')',
    'print(tokenizer.decode(output[0, len(ids) :]))',
    '',
  ];
}

/** `transformers` refuses a penalty that is an integer. */
function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
