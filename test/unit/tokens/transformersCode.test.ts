import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type {
  EncodeOptions,
  WorkbenchResult,
} from '../../../src/common/protocol/tokenizer/workbench';
import { tokenizerSource, type CodeInput } from '../../../src/common/tokens/codeInput';
import { stringLiteral } from '../../../src/common/tokens/stringLiteral';
import { tensorDictionary, torchDictionary } from '../../../src/common/tokens/tensorText';
import { transformersCode } from '../../../src/common/tokens/transformersCode';
import { Client, tokenizerRef } from '../tokenizer/support/client';
import { encodeBatchWith, encodeOptions } from '../tokenizer/support/workbench';

type Inputs = Readonly<Record<string, readonly (readonly number[])[]>>;

interface GoldenCase {
  readonly tokenizer: string;
  readonly texts: CodeInput['texts'];
  readonly options: EncodeOptions;
  readonly repository: string;
  readonly python: string;
  readonly encoding: Inputs & { readonly overflow_to_sample_mapping?: readonly number[] };
}
const golden = JSON.parse(
  readFileSync(path.resolve('test', 'unit', 'tokens', 'golden', 'workbench.json'), 'utf8'),
) as { readonly cases: readonly GoldenCase[] };

/** Inside the project, so that the programs find their packages. */
const folder = path.resolve('out', 'transformersCode');

describe('encode workbench, beside transformers', function () {
  this.timeout(120_000);
  let client: Client;
  let programs = 0;
  before(async () => {
    client = new Client();
    mkdirSync(folder, { recursive: true });
    const { env } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await client.stop();
  });

  const codeInput = (
    { tokenizer, texts, options }: Pick<GoldenCase, 'tokenizer' | 'texts' | 'options'>,
    { facts, frame, padId, rows }: WorkbenchResult,
  ): CodeInput => ({
    ...{ texts, options, facts, frame, padId },
    source: tokenizerSource(tokenizer, tokenizerRef(tokenizer).file),
    longest: Math.max(...rows.map(({ ids }) => ids.length)),
  });
  const runJavascript = async (code: string): Promise<Inputs> => {
    const file = path.join(folder, `${++programs}.mjs`);
    writeFileSync(file, code.replace('console.log(encoding);', 'export { encoding };'));
    return ((await import(pathToFileURL(file).href)) as { encoding: Inputs }).encoding;
  };
  const local = (code: string, { tokenizer, repository }: GoldenCase): string =>
    code.replace(
      JSON.stringify(repository),
      JSON.stringify(path.dirname(tokenizerRef(tokenizer).file)),
    );
  const inputsOf = ({ rows, facts }: WorkbenchResult): unknown =>
    JSON.parse(tensorDictionary(rows, facts.inputNames));

  for (const [index, each] of golden.cases.entries()) {
    const { tokenizer, texts, options } = each;
    it(`gives what Python and JavaScript give: ${tokenizer}, case ${index}`, async () => {
      const result = await encodeBatchWith(client, tokenizer, texts, options);
      const { overflow_to_sample_mapping: mapping, ...expected } = each.encoding;
      assert.deepEqual(inputsOf(result), expected);
      if (mapping) {
        assert.deepEqual(
          result.rows.map(({ text }) => text),
          mapping,
        );
      }
      const input = codeInput(each, result);
      assert.equal(transformersCode(input, 'python'), each.python);
      const javascript = local(transformersCode(input, 'javascript'), each);
      assert.deepEqual(await runJavascript(javascript), expected);
    });
  }

  it('takes a tokenizer from its file', async () => {
    const texts = [{ text: 'one two three' }, { text: 'one' }];
    const options = encodeOptions({ strategy: 'longest' });
    const result = await encodeBatchWith(client, 'bert-base-cased', texts, options);
    const input = codeInput({ tokenizer: 'bert-base-cased', texts, options }, result);
    const { file } = tokenizerRef('bert-base-cased');
    const own = { ...input, source: tokenizerSource('my own', file) };
    assert.deepEqual(await runJavascript(transformersCode(own, 'javascript')), inputsOf(result));
    const python = transformersCode(own, 'python');
    assert.ok(python.includes(`tokenizer_file=${JSON.stringify(file)}`));
    assert.ok(python.includes('pad_token="[PAD]"'));
    assert.ok(
      python.includes('model_input_names=["input_ids", "token_type_ids", "attention_mask"]'),
    );
  });

  it('writes any text as a literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (odd, text) => {
        for (const each of [odd, text, `${odd}\ud800`]) {
          const literal = stringLiteral(each, 'javascript');
          // oxlint-disable-next-line typescript/no-implied-eval -- what a literal means
          const read = new Function(`return ${literal}`) as () => string;
          assert.equal(read(), each.toWellFormed());
          // A line of its own, whatever Unicode calls a line end, and no hidden marks.
          assert.doesNotMatch(literal, /[\p{C}\p{Zl}\p{Zp}]/u);
        }
      }),
    );
    assert.equal(stringLiteral('🙂\u{e0001}\n', 'python'), String.raw`"🙂\U000e0001\n"`);
  });

  it('writes tensors only of rows that have one length', async () => {
    const texts = [{ text: 'a' }, { text: 'a b' }];
    const jagged = await encodeBatchWith(client, 'gpt2', texts, encodeOptions());
    assert.equal(torchDictionary(jagged.rows, jagged.facts.inputNames), null);
    assert.equal(
      tensorDictionary(jagged.rows, jagged.facts.inputNames),
      '{"input_ids": [[64], [64, 275]], "attention_mask": [[1], [1, 1]]}',
    );
    const [row] = jagged.rows;
    assert.equal(
      torchDictionary([row!], ['input_ids', 'token_type_ids']),
      '{"input_ids": torch.tensor([[64]]), "token_type_ids": torch.tensor([[0]])}',
    );
  });
});
