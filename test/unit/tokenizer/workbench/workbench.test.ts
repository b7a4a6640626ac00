import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, copyFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { change } from '../../../../src/common/protocol/tokenizer/documents';
import {
  workbench,
  type EncodeOptions,
  type WorkbenchResult,
  type WorkbenchText,
} from '../../../../src/common/protocol/tokenizer/workbench';
import { fromResponseError } from '../../../../src/common/rpc/errors';
import { Client, tokenizerRef, whole } from '../support/client';
import { prose } from '../support/texts';
import { encodeBatchWith, encodeOptions, type BatchText } from '../support/workbench';

const bert = 'bert-base-uncased';

describe('encode workbench', function () {
  this.timeout(60_000);
  let client: Client;
  before(() => {
    client = new Client();
  });
  after(async () => {
    await client.stop();
    assert.deepEqual(client.stderr, []);
  });

  const encode = (
    texts: readonly BatchText[],
    options: EncodeOptions,
    id = bert,
  ): Promise<WorkbenchResult> => encodeBatchWith(client, id, texts, options);
  const request = (texts: readonly WorkbenchText[], options = encodeOptions()) =>
    client.connection
      .sendRequest(workbench, { tokenizer: tokenizerRef(bert), texts, options })
      .catch((error: unknown) => {
        throw fromResponseError(error);
      });
  const strings = ({ rows, tokens }: WorkbenchResult): string[] =>
    rows.map(({ ids }) => [...ids].map((id) => tokens.get(id)).join(' '));

  it('frames a pair and says where each token comes from', async () => {
    const { rows, tokens, facts, padId, frame } = await encode(
      [{ text: 'Tokens 🙂!', pair: 'wait [SEP]' }],
      encodeOptions(),
    );
    const [row] = rows;
    assert.equal(rows.length, 1);
    assert.equal(row?.text, 0);
    assert.deepEqual(
      [...row.ids].map((id) => tokens.get(id)),
      ['[CLS]', 'token', '##s', '[UNK]', '!', '[SEP]', 'wait', '[SEP]', '[SEP]'],
    );
    assert.deepEqual([...row.typeIds], [0, 0, 0, 0, 0, 0, 1, 1, 1]);
    assert.deepEqual([...row.sequences], [255, 0, 0, 0, 0, 255, 1, 1, 255]);
    assert.deepEqual([...row.specialTokensMask], [1, 0, 0, 0, 0, 1, 0, 0, 1]);
    assert.deepEqual([...row.starts], [0, 0, 5, 7, 9, 0, 0, 5, 0]);
    assert.deepEqual([...row.ends], [0, 5, 6, 9, 10, 0, 4, 10, 0]);
    assert.deepEqual([...row.wordIds], [-1, 0, 0, 1, 2, -1, 0, 1, -1]);
    assert.deepEqual(facts, {
      inputNames: ['input_ids', 'token_type_ids', 'attention_mask'],
      padToken: '[PAD]',
      modelMaxLength: 512,
    });
    assert.equal(padId, null);
    assert.equal(frame.length, 5);
  });

  it('counts offsets from the start of the document', async () => {
    await client.open('document', 'skip 🙂 these words');
    const range = { start: 8, end: 13 };
    const { rows } = await request([
      { text: { document: { uri: 'document', version: 1 }, range } },
    ]);
    assert.deepEqual([...rows[0]!.starts], [0, 8, 0]);
    assert.deepEqual([...rows[0]!.ends], [0, 13, 0]);
  });

  it('takes several ranges of one document', async () => {
    await client.open('document', 'one two');
    const document = { uri: 'document', version: 1 };
    const result = await request([
      { text: { document, range: { start: 0, end: 3 } } },
      { text: { document, range: { start: 4, end: 7 } } },
    ]);
    assert.deepEqual(strings(result), ['[CLS] one [SEP]', '[CLS] two [SEP]']);
  });

  it('returns overflowing pieces as rows that name their text', async () => {
    const texts = [{ text: 'a' }, { text: 'a b c d e' }];
    const truncation = { strategy: 'longest_first', maxLength: 5, stride: 1 } as const;
    const result = await encode(texts, encodeOptions({}, truncation));
    assert.deepEqual(strings(result), ['[CLS] a [SEP]', '[CLS] a b c [SEP]', '[CLS] c d e [SEP]']);
    assert.deepEqual(
      result.rows.map(({ text }) => text),
      [0, 1, 1],
    );
    const only = await encode(texts, encodeOptions({}, { ...truncation, overflow: false }));
    assert.deepEqual(strings(only), ['[CLS] a [SEP]', '[CLS] a b c [SEP]']);
    const left = await encode(texts, encodeOptions({}, { ...truncation, side: 'left' }));
    assert.deepEqual(strings(left).slice(1), ['[CLS] c d e [SEP]', '[CLS] a b c [SEP]']);
  });

  it('pads overflowing pieces too, on either side', async () => {
    const result = await encode(
      [{ text: 'a b c d' }],
      encodeOptions(
        { strategy: 'longest', side: 'left', multipleOf: 4 },
        { strategy: 'longest_first', maxLength: 5 },
      ),
    );
    assert.deepEqual(strings(result), [
      '[PAD] [PAD] [PAD] [CLS] a b c [SEP]',
      '[PAD] [PAD] [PAD] [PAD] [PAD] [CLS] d [SEP]',
    ]);
    assert.deepEqual([...result.rows[1]!.attentionMask], [0, 0, 0, 0, 0, 1, 1, 1]);
    assert.equal(result.padId, 0);
  });

  it('knows the inputs of each model', async () => {
    for (const [id, padToken] of [
      ['gpt2', null],
      ['roberta-base', '<pad>'],
      ['t5-small', '<pad>'],
      ['phi-3-mini', '<|endoftext|>'],
    ] as const) {
      const { facts } = await encode([{ text: 'a' }], encodeOptions(), id);
      assert.deepEqual(facts.inputNames, ['input_ids', 'attention_mask']);
      assert.equal(facts.padToken, padToken);
    }
  });

  it('needs a padding token: the tokenizer’s own, or one that is named', async () => {
    const padding = { strategy: 'longest' } as const;
    await assert.rejects(encode([{ text: 'a' }], encodeOptions(padding), 'gpt2'), {
      code: 'NoPadToken',
      args: { field: 'padding.token', tokenizer: 'gpt2' },
    });
    const named = encodeOptions({ ...padding, token: '<|endoftext|>', multipleOf: 3 });
    assert.deepEqual(strings(await encode([{ text: 'a' }], named, 'gpt2')), [
      'a <|endoftext|> <|endoftext|>',
    ]);
    await assert.rejects(encode([{ text: 'a' }], encodeOptions({ ...padding, token: '<p>' })), {
      code: 'UnknownToken',
      args: { field: 'padding.token', token: '<p>', tokenizer: bert },
    });
  });

  it('refuses options that do not fit, naming the field', async () => {
    const truncation = { strategy: 'longest_first', maxLength: 5, stride: 0 } as const;
    const one = [{ text: 'a b c d e' }];
    const two = [{ text: 'a b c d e', pair: 'f g h' }];
    const cases: [readonly BatchText[], EncodeOptions, object][] = [
      [
        one,
        encodeOptions({}, { ...truncation, maxLength: 2 }),
        { code: 'NoRoom', args: { field: 'truncation.maxLength', value: 2, special: 2, least: 3 } },
      ],
      [
        two,
        encodeOptions({}, { ...truncation, maxLength: 4 }),
        { code: 'NoRoom', args: { field: 'truncation.maxLength', value: 4, special: 3, least: 5 } },
      ],
      [
        one,
        encodeOptions({}, { ...truncation, stride: 3 }),
        { code: 'StrideTooLarge', args: { field: 'truncation.stride', value: 3, limit: 2 } },
      ],
      [
        one,
        encodeOptions({}, { ...truncation, stride: 3 }, false),
        { code: 'StrideTooLarge', args: { field: 'truncation.stride', value: 3, limit: 2 } },
      ],
      [
        two,
        encodeOptions({}, { ...truncation, maxLength: 7, stride: 2 }),
        { code: 'StrideTooLarge', args: { field: 'truncation.stride', value: 2, limit: 1 } },
      ],
      [
        two,
        encodeOptions({}, { ...truncation, strategy: 'only_second', maxLength: 8 }),
        {
          code: 'CannotTruncate',
          args: { field: 'truncation.strategy', text: 1, tokens: 3, remove: 3 },
        },
      ],
      [
        one,
        encodeOptions({}, { ...truncation, strategy: 'only_second' }),
        { code: 'PairMissing', args: { field: 'truncation.strategy', text: 1 } },
      ],
      [
        [...two, ...one],
        encodeOptions(),
        { code: 'PairMissing', args: { field: 'pairs', text: 2 } },
      ],
      [[], encodeOptions(), { code: 'EmptyText' }],
      [one, encodeOptions({ strategy: 'max_length', length: 0.5 }), { code: 'InvalidParameter' }],
      [one, encodeOptions({ multipleOf: 0 }), { code: 'InvalidParameter' }],
      [one, encodeOptions({ side: 'up' as 'left' }), { code: 'InvalidParameter' }],
      [
        one,
        encodeOptions({}, { ...truncation, maxLength: Number.NaN }),
        { code: 'InvalidParameter' },
      ],
      [one, encodeOptions({}, { strategy: 'all' as 'none' }), { code: 'InvalidParameter' }],
    ];
    for (const [texts, options, expected] of cases) {
      await assert.rejects(encode(texts, options), expected);
    }
  });

  it('refuses what would not fit into memory, before it is there', async () => {
    const long = prose(250_001);
    await assert.rejects(encode([{ text: long }], encodeOptions()), {
      code: 'TooLong',
      args: { what: 'characters', actual: long.length, limit: 250_000 },
    });
    const words = [{ text: 'a '.repeat(20_000) }];
    const overlapping = { strategy: 'longest_first', maxLength: 512, stride: 509 } as const;
    await assert.rejects(encode(words, encodeOptions({}, overlapping)), { code: 'TooLong' });
    await assert.rejects(
      encode(
        [{ text: 'a' }, { text: 'b' }],
        encodeOptions({ strategy: 'max_length', length: 60_000 }),
      ),
      { code: 'TooLong', args: { what: 'tokens', actual: 120_000, limit: 100_000 } },
    );
    const { rows } = await encode(words, encodeOptions({}, { ...overlapping, overflow: false }));
    assert.equal(rows.length, 1);
  });

  it('is given up at once when cancelled or when the document changes', async () => {
    // Opening a tokenizer is one call that cannot be interrupted.
    await encode([{ text: 'a' }], encodeOptions());
    const text = prose(200_000);
    await client.open('long', text);
    const texts = [{ text: { document: { uri: 'long', version: 1 }, range: whole(text) } }];
    const source = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest(
      workbench,
      { tokenizer: tokenizerRef(bert), texts, options: encodeOptions() },
      source.token,
    );
    const began = performance.now();
    source.cancel();
    await assert.rejects(cancelled, (error) => fromResponseError(error).code === 'Cancelled');
    assert.ok(performance.now() - began < 200);
    const changed = assert.rejects(request(texts), { code: 'DocumentChanged' });
    await client.connection.sendNotification(change, {
      uri: 'long',
      version: 2,
      changes: [{ offset: 0, length: 1, text: '' }],
    });
    await changed;
    const [{ text: part }] = texts as [WorkbenchText];
    const mixed = { ...part, document: { ...part.document, version: 2 } };
    await assert.rejects(request([{ text: mixed }, { text: part }]), { code: 'DocumentChanged' });
    const outside = { ...mixed, range: whole(text) };
    await assert.rejects(request([{ text: outside }]), { code: 'InvalidParameter' });
  });

  it('reads what is beside a tokenizer’s file, and needs nothing there', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-workbench-'));
    try {
      const file = path.join(folder, 'tokenizer.json');
      copyFileSync(tokenizerRef(bert).file, file);
      await client.open('document', 'a');
      const facts = async (config?: string): Promise<WorkbenchResult['facts']> => {
        if (config !== undefined) {
          writeFileSync(path.join(folder, 'tokenizer_config.json'), config);
        }
        const text = { document: { uri: 'document', version: 1 }, range: { start: 0, end: 1 } };
        const params = {
          tokenizer: { id: 'x', file },
          texts: [{ text }],
          options: encodeOptions(),
        };
        const result = await client.connection
          .sendRequest(workbench, params)
          .catch((error: unknown) => {
            throw fromResponseError(error);
          });
        return result.facts;
      };
      const inputNames = ['input_ids', 'attention_mask'];
      assert.deepEqual(await facts(), { inputNames, padToken: null, modelMaxLength: null });
      const known = {
        model_input_names: ['input_ids', 'token_type_ids'],
        pad_token: { content: '[PAD]', lstrip: false },
        model_max_length: 1e30,
      };
      assert.deepEqual(await facts(JSON.stringify(known)), {
        inputNames: ['input_ids', 'token_type_ids', 'attention_mask'],
        padToken: '[PAD]',
        modelMaxLength: null,
      });
      await assert.rejects(facts('{'), { code: 'FileCorrupt' });
      await assert.rejects(facts('[]'), { code: 'FileCorrupt' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
