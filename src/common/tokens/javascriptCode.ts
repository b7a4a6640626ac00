import { handmadeRows } from './javascriptRows';
import { stringLiteral } from './stringLiteral';
import type { CodeInput } from './codeInput';

/**
 * Lines of a JavaScript program for `@huggingface/transformers` (4.3). Its call does less than Python's:
 * it cuts special tokens off with the text, knows no stride, no overflowing pieces and no multiples,
 * never pads beyond the model's maximum length, and leaves the pair out where the tokenizer adds no
 * special tokens. For these the program does it by hand.
 */
export function javascriptCode(input: CodeInput): string[] {
  const pairs = input.texts.flatMap(({ pair }) => (pair === undefined ? [] : [pair]));
  return [
    ...tokenizerLines(input),
    '',
    `const texts = ${list(input.texts.map(({ text }) => text))};`,
    ...(pairs.length > 0 ? [`const pairs = ${list(pairs)};`] : []),
    ...(isCallEnough(input) ? callLines(input) : handmadeRows(input)),
    'console.log(encoding);',
  ];
}

function isCallEnough({ texts, options, facts, frame, longest }: CodeInput): boolean {
  const { padding, truncation } = options;
  const paired = texts.some(({ pair }) => pair !== undefined);
  const most = Math.max(longest, padding.strategy === 'max_length' ? padding.length : 0);
  return (
    truncation.strategy === 'none' &&
    padding.multipleOf === 1 &&
    (padding.strategy === 'none' || most <= (facts.modelMaxLength ?? Infinity)) &&
    (!paired || frame.some((part) => 'id' in part))
  );
}

function tokenizerLines({ source, options: { padding }, facts }: CodeInput): string[] {
  const padToken = padding.token ?? facts.padToken;
  const pads = padding.strategy !== 'none';
  const lines =
    'repository' in source
      ? [
          'import { AutoTokenizer } from "@huggingface/transformers";',
          '',
          `const tokenizer = await AutoTokenizer.from_pretrained(${text(source.repository)}, {`,
          `  revision: ${text(source.revision)},`,
          '});',
        ]
      : [
          'import { readFile } from "node:fs/promises";',
          'import { PreTrainedTokenizer } from "@huggingface/transformers";',
          '',
          `const file = JSON.parse(await readFile(${text(source.file)}, "utf8"));`,
          'const tokenizer = new PreTrainedTokenizer(file, {});',
        ];
  const named = pads && padToken !== null && (padding.token !== null || 'file' in source);
  return [
    ...lines,
    ...(pads ? [`tokenizer.padding_side = "${padding.side}";`] : []),
    ...(named
      ? [
          `tokenizer.pad_token = ${text(padToken)};`,
          'tokenizer.pad_token_id = tokenizer.convert_tokens_to_ids(tokenizer.pad_token);',
        ]
      : []),
  ];
}

function callLines({ texts, options, facts }: CodeInput): string[] {
  const { strategy, length } = options.padding;
  const paired = texts.some(({ pair }) => pair !== undefined);
  return [
    'const encoding = tokenizer(texts, {',
    ...(paired ? ['  text_pair: pairs,'] : []),
    `  add_special_tokens: ${options.addSpecialTokens},`,
    ...(strategy === 'longest' ? ['  padding: true,'] : []),
    ...(strategy === 'max_length'
      ? ['  padding: "max_length",', `  max_length: ${length},`, '  truncation: false,']
      : []),
    `  return_token_type_ids: ${facts.inputNames.includes('token_type_ids')},`,
    '  return_tensor: false,',
    '});',
  ];
}

function list(texts: readonly string[]): string {
  return `[${texts.map(text).join(', ')}]`;
}

function text(value: string): string {
  return stringLiteral(value, 'javascript');
}
