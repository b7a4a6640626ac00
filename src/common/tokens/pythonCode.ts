import { stringLiteral } from './stringLiteral';
import type { CodeInput } from './codeInput';

/** Lines of a Python program for `transformers`. */
export function pythonCode(input: CodeInput): string[] {
  const { texts, options } = input;
  const { padding, truncation } = options;
  const pairs = texts.flatMap(({ pair }) => (pair === undefined ? [] : [pair]));
  const overflow = truncation.strategy !== 'none' && truncation.overflow;
  const inTwoSteps = padsOtherLength(input);
  const call = [
    'texts',
    ...(pairs.length > 0 ? ['pairs'] : []),
    `add_special_tokens=${options.addSpecialTokens ? 'True' : 'False'}`,
    ...truncationArguments(input),
    ...(inTwoSteps ? [] : paddingArguments(input)),
  ];
  return [
    ...(overflow
      ? [
          '# tokenizers 0.23.1 and later lose overflowing pieces (issue 2091 of huggingface/tokenizers):',
          '# pip install "tokenizers<0.23.1"',
        ]
      : []),
    ...tokenizerLines(input),
    ...(truncation.strategy === 'none' ? [] : [`tokenizer.truncation_side = "${truncation.side}"`]),
    ...(padding.strategy === 'none' ? [] : [`tokenizer.padding_side = "${padding.side}"`]),
    '',
    `texts = ${list(texts.map(({ text }) => text))}`,
    ...(pairs.length > 0 ? [`pairs = ${list(pairs)}`] : []),
    `encoding = tokenizer(${call.join(', ')})`,
    ...(inTwoSteps
      ? [`encoding = tokenizer.pad(encoding, ${paddingArguments(input).join(', ')})`]
      : []),
    'print(encoding)',
  ];
}

function tokenizerLines({ source, options: { padding }, facts }: CodeInput): string[] {
  const padToken = padding.token ?? facts.padToken;
  if ('repository' in source) {
    const { repository, revision } = source;
    return [
      'from transformers import AutoTokenizer',
      '',
      `tokenizer = AutoTokenizer.from_pretrained(${text(repository)}, revision=${text(revision)})`,
      ...(padding.strategy !== 'none' && padding.token !== null
        ? [`tokenizer.pad_token = ${text(padding.token)}`]
        : []),
    ];
  }
  return [
    'from transformers import PreTrainedTokenizerFast',
    '',
    'tokenizer = PreTrainedTokenizerFast(',
    `    tokenizer_file=${text(source.file)},`,
    ...(padToken === null ? [] : [`    pad_token=${text(padToken)},`]),
    `    model_input_names=[${facts.inputNames.map(text).join(', ')}],`,
    ')',
  ];
}

function truncationArguments({ options: { truncation } }: CodeInput): string[] {
  const { strategy, maxLength, stride, overflow } = truncation;
  return strategy === 'none'
    ? []
    : [
        `truncation="${strategy}"`,
        `max_length=${maxLength}`,
        `stride=${stride}`,
        `return_overflowing_tokens=${overflow ? 'True' : 'False'}`,
      ];
}

function paddingArguments(input: CodeInput): string[] {
  const { padding, truncation } = input.options;
  const { strategy, length, multipleOf } = padding;
  if (strategy === 'none') {
    return [];
  }
  const named = truncation.strategy !== 'none' && !padsOtherLength(input);
  return [
    `padding="${strategy}"`,
    ...(strategy === 'max_length' && !named ? [`max_length=${length}`] : []),
    ...(multipleOf > 1 ? [`pad_to_multiple_of=${multipleOf}`] : []),
  ];
}

/**
 * One call has one `max_length`, for truncation and padding, and refuses one that is no multiple of
 * `pad_to_multiple_of`: what it does not take is padded by a second call.
 */
function padsOtherLength({ options: { padding, truncation } }: CodeInput): boolean {
  return (
    truncation.strategy !== 'none' &&
    padding.strategy !== 'none' &&
    ((padding.strategy === 'max_length' && padding.length !== truncation.maxLength) ||
      truncation.maxLength % padding.multipleOf !== 0)
  );
}

function list(texts: readonly string[]): string {
  return `[${texts.map(text).join(', ')}]`;
}

function text(value: string): string {
  return stringLiteral(value, 'python');
}
