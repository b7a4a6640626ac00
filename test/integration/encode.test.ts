import assert from 'node:assert/strict';
import { Selection } from 'vscode';
import { defaultEncodeOptions } from '../../src/common/tokens/encodeLimits';
import type { TruncationOptions } from '../../src/common/protocol/tokenizer/workbench';
import type { EncodeState } from '../../src/common/protocol/views/encode';
import type { Internals } from '../../src/extension';
import { encodeInputAt } from '../../src/host/encode/encodeInput';
import {
  closeAll,
  select,
  selectAll,
  selectText,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

describe('encode and decode', () => {
  let encode: Internals['encode']['encode'];
  let decode: Internals['encode']['decode'];

  before(async () => {
    const { internals } = await tokenscope();
    ({ encode, decode } = internals.encode);
  });
  afterEach(async () => {
    encode.clear();
    decode.clear();
    await encode.changeForm({ options: defaultEncodeOptions, paired: false });
    await closeAll();
  });

  const truncated = (
    truncation: Partial<TruncationOptions>,
    paired = false,
  ): EncodeState['form'] => ({
    options: {
      ...defaultEncodeOptions,
      truncation: { ...defaultEncodeOptions.truncation, strategy: 'longest_first', ...truncation },
    },
    paired,
  });
  const rows = (): string[] => encode.state.rows.map(({ tokens }) => tokens.join(' '));
  const withBert = (work: () => Promise<void>): Promise<void> =>
    withSetting('tokenscope.tokenizer', 'bert-base-uncased', work);

  it('encodes the selection as the model gets it, and again with another form', () =>
    withBert(async () => {
      const editor = await showText('Before. One two three four. After.');
      await selectText(editor, 'One two three four');
      await encode.run(encodeInputAt(editor));
      const { status, error, inputNames, source, tokenizer } = encode.state;
      assert.equal(error, null);
      assert.equal(status, 'done');
      assert.equal(tokenizer, 'bert-base-uncased');
      assert.deepEqual(inputNames, ['input_ids', 'token_type_ids', 'attention_mask']);
      assert.match(source ?? '', /\.md:1$/);
      assert.deepEqual(rows(), ['[CLS] one two three four [SEP]']);
      assert.deepEqual(encode.state.rows[0]?.starts, [0, 8, 12, 16, 22, 0]);
      await encode.changeForm(truncated({ maxLength: 5, stride: 1 }));
      assert.deepEqual(rows(), ['[CLS] one two three [SEP]', '[CLS] three four [SEP]']);
      assert.equal(encode.state.rowCount, 2);
      assert.equal(encode.state.tokenCount, 9);
    }));

  it('takes selections two by two, as texts and pairs', () =>
    withBert(async () => {
      const editor = await showText('one\ntwo\nthree');
      editor.selections = [new Selection(1, 0, 1, 3), new Selection(0, 0, 0, 3)];
      await until('two selections', () => editor.selections.length === 2);
      const input = encodeInputAt(editor);
      await encode.run(input);
      assert.deepEqual(rows(), ['[CLS] one [SEP]', '[CLS] two [SEP]']);
      await encode.changeForm({ options: defaultEncodeOptions, paired: true });
      assert.deepEqual(rows(), ['[CLS] one [SEP] two [SEP]']);
      assert.deepEqual(encode.state.rows[0]?.typeIds, [0, 0, 0, 1, 1]);
      await select(editor, 0, 3);
      await encode.run(encodeInputAt(editor));
      assert.equal(encode.state.errorField, 'pairs');
      assert.match(encode.state.error?.sentence ?? '', /no pair/);
    }));

  it('names the field of a bad option, keeps what it showed, and recovers', () =>
    withBert(async () => {
      const editor = await showText('One two three four.');
      await encode.run(encodeInputAt(editor));
      const before = rows();
      await encode.changeForm(truncated({ maxLength: 5, stride: 3 }));
      const { status, error, errorField } = encode.state;
      assert.equal(status, 'failed');
      assert.equal(errorField, 'truncation.stride');
      assert.match(error?.sentence ?? '', /stride of 3 .* set it to 2 or less/);
      assert.equal(error?.action, null);
      assert.deepEqual(rows(), before);
      await encode.changeForm(truncated({ maxLength: 0 }));
      assert.equal(encode.state.errorField, 'truncation.maxLength');
      await encode.changeForm(truncated({ maxLength: 5 }));
      assert.equal(encode.state.status, 'done');
      assert.equal(encode.state.error, null);
    }));

  it('follows its text through edits before it, and gives it up after one across its border', () =>
    withBert(async () => {
      const editor = await showText('Before. One two.');
      await selectText(editor, 'One two');
      await encode.run(encodeInputAt(editor));
      await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'More. '));
      await encode.changeForm({ options: defaultEncodeOptions, paired: false });
      assert.deepEqual(rows(), ['[CLS] one two [SEP]']);
      assert.equal(encode.state.rows[0]?.starts[1], 14);
      await selectText(editor, 'Before. One');
      await editor.edit((edit) => edit.delete(editor.selection));
      await encode.changeForm({ options: defaultEncodeOptions, paired: false });
      assert.equal(encode.state.status, 'failed');
    }));

  it('copies tensors and programs, and encodes anew with another tokenizer', async () => {
    const editor = await showText('Hello “world”\n');
    await selectAll(editor);
    assert.equal(await encode.copyOf('python'), null);
    await withSetting('tokenscope.tokenizer', 'gpt2', async () => {
      await encode.run(encodeInputAt(editor));
      assert.match((await encode.copyOf('dictionary')) ?? '', /^\{"input_ids": \[\[15496, /);
      assert.match(
        (await encode.copyOf('torch')) ?? '',
        /^\{"input_ids": torch\.tensor\(\[\[15496, /,
      );
      assert.match(
        (await encode.copyOf('python')) ?? '',
        /"openai-community\/gpt2"[^]*"Hello “world”\\n"/,
      );
      assert.match((await encode.copyOf('javascript')) ?? '', /AutoTokenizer\.from_pretrained/);
    });
    await withSetting('tokenscope.tokenizer', 't5-small', async () => {
      await until('the other tokenizer', () => encode.state.tokenizer === 't5-small');
      assert.equal(encode.state.rows[0]?.tokens.at(-1), '</s>');
    });
  });

  it('shows the first tokens of many, and refuses a text that is too long', async () => {
    const editor = await showText('a '.repeat(6_000));
    await selectAll(editor);
    await encode.run(encodeInputAt(editor));
    const { tokenCount, notices } = encode.state;
    assert.ok(tokenCount >= 6_000);
    assert.equal(encode.state.rows[0]?.ids.length, 5_000);
    assert.match(notices.join(), /first 5000 of/);
    const long = await showText('a '.repeat(150_000));
    await selectAll(long);
    await encode.run(encodeInputAt(long));
    assert.match(encode.state.error?.sentence ?? '', /300000 characters/);
  });

  it('decodes ids and names the bad ones', () =>
    withBert(async () => {
      await decode.run([101, 7592, -1, 99_999, 19_204, 2015, 102], true);
      const { status, text, bad, rows: decoded, error } = decode.state;
      assert.equal(error, null);
      assert.equal(status, 'done');
      assert.equal(text, 'hello tokens');
      assert.deepEqual(bad, [2, 3]);
      assert.deepEqual(decoded[0], { id: 101, token: '[CLS]', special: true, piece: '' });
      assert.deepEqual(decoded[2], { id: -1, token: null, special: false, piece: '' });
      assert.deepEqual(decoded[5], { id: 2015, token: '##s', special: false, piece: 's' });
      await decode.run(new Array<number>(100_001).fill(0), false);
      assert.equal(decode.state.status, 'failed');
      assert.match(decode.state.error?.sentence ?? '', /100001 tokens/);
      assert.equal(decode.state.text, 'hello tokens');
    }));
});
