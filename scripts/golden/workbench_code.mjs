// Prints the cases of the workbench's golden file as JSON, each with the Python code that Tokenscope
// offers for it. Run by make_workbench.py, from the repository root.
import { build } from 'esbuild';

const { outputFiles } = await build({
  stdin: {
    contents: `
      export { transformersCode } from './src/common/tokens/transformersCode';
      export { tokenizerSource } from './src/common/tokens/codeInput';
      export { defaultEncodeOptions } from './src/common/tokens/encodeLimits';`,
    resolveDir: '.',
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const module = `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`;
const { transformersCode, tokenizerSource, defaultEncodeOptions } = await import(module);

const tokenizers = {
  'bert-base-uncased': null,
  'bert-base-cased': null,
  gpt2: '<|endoftext|>',
  'roberta-base': null,
  't5-small': null,
  'phi-3-mini': null,
};
const texts = [
  { text: 'Tokens are fun, aren\u2019t they? 🙂 Yes!' },
  { text: '"quoted" \\ back\tna\u00efve\r\n日本語 \u202e\u{e0001}' },
  { text: '' },
];
const pairs = [
  {
    text: 'The first text of this pair is the longer one of both.',
    pair: 'A second text.',
  },
  { text: 'Short.', pair: 'The second text is longer here, by quite a few tokens.' },
];
const cuts = { strategy: 'longest_first', maxLength: 9, stride: 2 };
const optionSets = [
  [texts, {}],
  [texts, { addSpecialTokens: false }],
  [texts, { padding: { strategy: 'longest' } }],
  [texts, { padding: { strategy: 'longest', side: 'left', multipleOf: 8 } }],
  [texts, { padding: { strategy: 'max_length', length: 24 } }],
  [texts, { truncation: cuts }],
  [texts, { truncation: { ...cuts, side: 'left', overflow: false } }],
  [texts, { padding: { strategy: 'longest' }, truncation: { ...cuts, side: 'left' } }],
  [texts, { padding: { strategy: 'max_length', length: 9 }, truncation: cuts }],
  [
    texts,
    {
      padding: { strategy: 'max_length', length: 12, side: 'left', multipleOf: 4 },
      truncation: cuts,
    },
  ],
  [pairs, {}],
  [pairs, { addSpecialTokens: false, padding: { strategy: 'longest', side: 'left' } }],
  [pairs, { padding: { strategy: 'longest' }, truncation: { ...cuts, maxLength: 13 } }],
  [pairs, { truncation: { ...cuts, maxLength: 13, side: 'left', stride: 1 } }],
  [pairs.slice(0, 1), { truncation: { ...cuts, strategy: 'only_first', maxLength: 14 } }],
  [pairs.slice(1), { truncation: { ...cuts, strategy: 'only_second', maxLength: 14 } }],
];

// Python code from the hub depends on none of these.
const facts = { inputNames: [], padToken: null, modelMaxLength: null };

const cases = Object.entries(tokenizers).flatMap(([tokenizer, token]) =>
  optionSets.map(([batch, changes]) => {
    const options = {
      addSpecialTokens: changes.addSpecialTokens ?? defaultEncodeOptions.addSpecialTokens,
      padding: { ...defaultEncodeOptions.padding, token, ...changes.padding },
      truncation: { ...defaultEncodeOptions.truncation, ...changes.truncation },
    };
    const source = tokenizerSource(tokenizer, '');
    const python = transformersCode({ source, texts: batch, options, facts }, 'python');
    return { tokenizer, texts: batch, options, repository: source.repository, python };
  }),
);
console.log(JSON.stringify(cases));
