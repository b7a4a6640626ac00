import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIdList } from '../../../src/common/tokens/idList';

const ids = (text: string): number[] => parseIdList(text).ids.map(({ id }) => id);

/** The usual forms of a list of ids, each reading back as the list. */
const forms: Readonly<Record<string, (list: readonly number[]) => string>> = {
  'a JSON array': (list) => JSON.stringify(list),
  'a nested array': (list) => `[[${list.join(', ')}]]`,
  'numbers and spaces': (list) => list.join(' '),
  'numbers and line ends': (list) => list.join('\r\n'),
  'numbers and commas': (list) => list.join(','),
  'a tensor': (list) => `tensor([[${list.join(', ')}]])`,
  'a tensor of a device': (list) =>
    `tensor([${list.join(',\n        ')}], device='cuda:0', dtype=torch.int32)`,
  'torch code': (list) => `torch.tensor([${list.join(', ')}])`,
  'a NumPy array': (list) => `array([${list.join(', ')}], dtype=int64)`,
  'a print of NumPy': (list) => `[[${list.join(' ')}]\n [7 8]]`,
  'a tensor of TensorFlow': (list) =>
    `<tf.Tensor: shape=(1, ${list.length}), dtype=int32, numpy=array([[${list.join(', ')}]], dtype=int32)>`,
  'a typed array': (list) =>
    `BigInt64Array(${list.length}) [ ${list.map((id) => `${id}n`).join(', ')} ]`,
  'another typed array': (list) => `Uint32Array(${list.length}) [${list.join(', ')}]`,
  'a batch encoding': (list) =>
    `{'input_ids': [${list.join(', ')}], 'token_type_ids': [0, 1], 'attention_mask': [1, 1]}`,
  'a batch encoding of tensors': (list) =>
    `{'attention_mask': tensor([[1]]), 'input_ids': tensor([[${list.join(', ')}]])}`,
  'a tensor of JavaScript': (list) =>
    `{ input_ids: Tensor { ort_tensor: Tensor { cpuData: BigInt64Array(${list.length}) [ ${list
      .map((id) => `${id}n`)
      .join(', ')} ], dataLocation: 'cpu', type: 'int64', dims: [ 1, 6 ], size: 6 } },` +
    ' attention_mask: Tensor { cpuData: BigInt64Array(1) [ 1n ] } }',
  'text in quotes': (list) => JSON.stringify(list.map(String)),
  'a tuple': (list) => `(${list.join(', ')},)`,
};

describe('pasted ids', () => {
  for (const [name, write] of Object.entries(forms)) {
    it(`reads ${name}`, () => {
      fc.assert(
        fc.property(fc.array(fc.nat(300_000), { minLength: 1, maxLength: 20 }), (list) => {
          const text = write(list);
          const { ids: read, bad, truncated } = parseIdList(text);
          const expected = name === 'a print of NumPy' ? [...list, 7, 8] : list;
          assert.deepEqual(
            read.map(({ id }) => id),
            expected,
          );
          assert.deepEqual(bad, []);
          assert.equal(truncated, false);
          for (const { id, start, end } of read) {
            assert.equal(Number(text.slice(start, end).replace('n', '')), id);
          }
        }),
      );
    });
  }

  it('takes whole numbers that are written otherwise', () => {
    assert.deepEqual(ids('101. 1_000 +7 2e3'), [101, 1000, 7, 2000]);
    assert.deepEqual(ids(''), []);
    assert.deepEqual(ids(' [ ] '), []);
  });

  it('names everything that is no id, with its place', () => {
    const text = '[101, -5,\r\n 1.5, 4294967296,\n  abc, 12ab, nan, 102]';
    const { ids: read, bad } = parseIdList(text);
    assert.deepEqual(
      read.map(({ id }) => id),
      [101, 102],
    );
    assert.deepEqual(
      bad.map(({ problem, text: word, line, column }) => [problem, word, line, column]),
      [
        ['negative', '-5', 1, 7],
        ['fractional', '1.5', 2, 2],
        ['tooLarge', '4294967296', 2, 7],
        ['notANumber', 'abc', 3, 3],
        ['notANumber', '12ab', 3, 8],
        ['notANumber', 'nan', 3, 14],
      ],
    );
    bad.forEach(({ start, end, text: word }) => assert.equal(text.slice(start, end), word));
  });

  it('says when a print was cut short', () => {
    for (const text of [
      'tensor([101, 2023, 2003,  ..., 102, 0, 0])',
      '[101, 2023, …, 102]',
      '[ 101, 2023, 2003, ... 97 more items ]',
      'array([101, 2023, ..., 0, 0])',
    ]) {
      const { ids: read, bad, truncated } = parseIdList(text);
      assert.ok(truncated, text);
      assert.equal(read[1]?.id, 2023);
      assert.deepEqual(bad, [], text);
    }
    assert.deepEqual(ids('[101...102]'), [101, 102]);
  });

  it('gives places in order and inside the text, whatever the text', () => {
    const odd = fc.oneof(
      fc.string({
        unit: fc.constantFrom('[', ']', '(', ')', '{', '}', ',', ' ', '\n'),
        maxLength: 2,
      }),
      fc.string({
        unit: fc.constantFrom('.', '…', '-', '+', '_', 'e', 'n', '0', '9'),
        maxLength: 4,
      }),
      fc.constantFrom('tensor(', 'dtype=', 'ids:', "'", '"', '<', '='),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(odd, fc.string({ maxLength: 3 })), { maxLength: 40 }),
        (parts) => {
          const text = parts.join('');
          const { ids: read, bad } = parseIdList(text);
          let end = 0;
          for (const part of [...read, ...bad].sort((a, b) => a.start - b.start)) {
            assert.ok(part.start >= end && part.end > part.start && part.end <= text.length);
            ({ end } = part);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads 100,000 ids in a moment', () => {
    const text = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => index));
    const began = performance.now();
    assert.equal(ids(text).length, 100_000);
    const bad = parseIdList('x\n'.repeat(100_000)).bad;
    assert.equal(bad.at(-1)?.line, 100_000);
    assert.equal(parseIdList('x '.repeat(100_000)).bad.at(-1)?.column, 199_999);
    parseIdList('shape=('.repeat(50_000));
    assert.ok(performance.now() - began < 2_000);
  });
});
