import type { CatalogModel } from '../../../common/models/modelCatalog';
import type {
  SentencesView,
  SentenceView,
} from '../../../common/protocol/views/laboratory/sentences';
import { pythonString } from '../../../common/tokens/stringLiteral';

/** minicons code (Misra 2022) that gives the same scores, but for the weights' precision. */
export function sentencesPython(
  { kind, sentences, pairs }: SentencesView,
  model: CatalogModel,
): string {
  const metric = kind === 'word_l2r' ? 'within_word_l2r' : 'original';
  return [
    '# pip install minicons',
    'import math',
    '',
    'from minicons import scorer',
    '',
    `# Tokenscope ran ${model.name}, ${model.precision}: full precision gives slightly other values.`,
    `model = scorer.MaskedLMScorer(${pythonString(model.id)}, "cpu")`,
    'sentences = [',
    ...sentences.map((sentence) => `    ${pythonString(scoredPart(sentence))},`),
    ']',
    `for sentence, tokens in zip(sentences, model.token_score(sentences, PLL_metric="${metric}")):`,
    '    pll = sum(log_prob for _, log_prob in tokens)',
    '    print(pll, len(tokens), math.exp(-pll / len(tokens)), sentence, sep="\\t")',
    '    for token, log_prob in tokens:',
    '        print("", token, -log_prob / math.log(2), sep="\\t")',
    ...(pairs.length === 0 ? [] : pairLines),
    '',
  ].join('\n');
}

const pairLines = [
  '',
  '',
  'def shared_tokens(first, second):',
  '    """Indexes of a longest common subsequence."""',
  '    lengths = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]',
  '    for i in reversed(range(len(first))):',
  '        for j in reversed(range(len(second))):',
  '            lengths[i][j] = (',
  '                lengths[i + 1][j + 1] + 1',
  '                if first[i] == second[j]',
  '                else max(lengths[i + 1][j], lengths[i][j + 1])',
  '            )',
  '    i = j = 0',
  '    while i < len(first) and j < len(second):',
  '        if first[i] == second[j]:',
  '            yield i, j',
  '            i, j = i + 1, j + 1',
  '        elif lengths[i + 1][j] >= lengths[i][j + 1]:',
  '            i += 1',
  '        else:',
  '            j += 1',
  '',
  '',
  'alone = model.token_score(sentences, PLL_metric="original")',
  'for first, second in zip(alone[::2], alone[1::2]):',
  '    shared = list(shared_tokens([t for t, _ in first], [t for t, _ in second]))',
  '    print(sum(first[i][1] for i, _ in shared), sum(second[j][1] for _, j in shared), sep="\\t")',
];

/** The text up to where it was cut: minicons does not cut. */
function scoredPart({ text, tokens, dropped }: SentenceView): string {
  return dropped > 0 ? text.slice(0, tokens.at(-1)?.end ?? 0) : text;
}
