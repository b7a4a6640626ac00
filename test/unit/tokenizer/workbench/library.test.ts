import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Encoding, Tokenizer, TruncationOptions as LibraryTruncation } from 'tokenizers';
import type {
  EncodedRow,
  EncodeOptions,
  TruncationOptions,
} from '../../../../src/common/protocol/tokenizer/workbench';
import { isTokenscopeError } from '../../../../src/common/errors';
import { hardText } from '../support/arbitraryText';
import { Client, tokenizerIds } from '../support/client';
import { encodeBatchWith, encodeOptions, type BatchText } from '../support/workbench';
import { openBundled } from '../support/openBundled';

/** The library's options; it takes the names of its enumeration, whose type is not there at run time. */
function libraryTruncation({ strategy, side, stride }: TruncationOptions): LibraryTruncation {
  const names = {
    longest_first: 'LongestFirst',
    only_first: 'OnlyFirst',
    only_second: 'OnlySecond',
  } as const;
  const name = strategy === 'none' ? undefined : names[strategy];
  return { strategy: name, direction: side, stride } as unknown as LibraryTruncation;
}

/**
 * A row and its overflowing pieces, as the library truncates. What is truncated is encoded before: since
 * 0.23.1 the library stops encoding at the maximum length and loses the overflowing pieces
 * (huggingface/tokenizers, issue 2091).
 */
async function libraryRows(
  tokenizer: Tokenizer,
  { text, pair }: BatchText,
  { addSpecialTokens, truncation }: EncodeOptions,
): Promise<Encoding[]> {
  const { strategy, maxLength } = truncation;
  const encode = (part: string): Promise<Encoding> =>
    tokenizer.encode(part, null, { addSpecialTokens: false });
  const first = await encode(text);
  const second = pair === undefined ? null : await encode(pair);
  try {
    if (strategy !== 'none') {
      tokenizer.setTruncation(maxLength, libraryTruncation(truncation));
    }
    const encoding = tokenizer.postProcess(first, second, addSpecialTokens);
    return [encoding, ...encoding.getOverflowing()];
  } finally {
    tokenizer.disableTruncation();
  }
}

const truncations: fc.Arbitrary<TruncationOptions> = fc.record({
  strategy: fc.constantFrom('none', 'longest_first', 'only_first', 'only_second'),
  maxLength: fc.integer({ min: 5, max: 40 }),
  side: fc.constantFrom('left', 'right'),
  stride: fc.integer({ min: 0, max: 4 }),
  overflow: fc.constant(true),
});

function sameRow(row: EncodedRow, raw: Encoding, message: string): void {
  assert.deepEqual([...row.ids], raw.getIds(), message);
  assert.deepEqual([...row.specialTokensMask], raw.getSpecialTokensMask(), message);
  assert.deepEqual([...row.attentionMask], raw.getAttentionMask(), message);
  assert.deepEqual(
    [...row.wordIds],
    raw.getWordIds().map((word) => word ?? -1),
    message,
  );
}

describe('encode workbench, beside the library', function () {
  this.timeout(120_000);
  let client: Client;
  before(() => {
    client = new Client();
  });
  after(async () => {
    await client.stop();
    assert.deepEqual(client.stderr, []);
  });

  for (const id of tokenizerIds) {
    it(`truncates texts and pairs as the library does: ${id}`, async () => {
      const { tokenizer } = await openBundled(id);
      const texts = fc.record({
        text: hardText(),
        pair: fc.option(hardText(), { nil: undefined }),
      });
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(texts, truncations, fc.boolean(), async (text, truncation, special) => {
          const options = encodeOptions({}, truncation, special);
          const encoding = encodeBatchWith(client, id, [text], options);
          const refused = await encoding.then(
            () => null,
            (error: unknown) => error,
          );
          if (
            isTokenscopeError(refused, 'StrideTooLarge') ||
            isTokenscopeError(refused, 'NoRoom') ||
            (text.pair !== undefined && isTokenscopeError(refused, 'TooLong'))
          ) {
            // The library would end this process, give rows that are too long, or make all pieces of
            // a pair, whose number is that of the text's times that of the pair's.
            return;
          }
          const expected = libraryRows(tokenizer, text, options);
          if (refused !== null) {
            assert.ok(
              isTokenscopeError(refused, 'CannotTruncate') ||
                isTokenscopeError(refused, 'PairMissing'),
              'another refusal',
            );
            // The library finds the missing pair only where there is something to cut.
            const fits = expected.then((rows) => rows.length === 1 && text.pair === undefined);
            assert.ok(await fits.catch(() => true));
            return;
          }
          const raw = await expected;
          const { rows } = await encoding;
          assert.equal(rows.length, raw.length);
          rows.forEach((row, index) => sameRow(row, raw[index]!, `row ${index}`));
          compared += rows.length;
          // Of overflowing pieces the library forgets which text their tokens are of.
          const [row] = rows;
          assert.deepEqual([...row!.typeIds], raw[0]!.getTypeIds());
        }),
        { numRuns: 150 },
      );
      assert.ok(compared > 150);
    });
  }

  it('pads as the library does', async () => {
    const { tokenizer } = await openBundled('roberta-base');
    const texts = ['one', 'one two three four five', ''];
    for (const side of ['left', 'right'] as const) {
      for (const [strategy, length] of [
        ['longest', 7],
        ['max_length', 6],
        ['max_length', 9],
      ] as const) {
        for (const multipleOf of [1, 8]) {
          const { rows } = await encodeBatchWith(
            client,
            'roberta-base',
            texts.map((text) => ({ text })),
            encodeOptions({ strategy, length, side, multipleOf }),
          );
          for (const [index, text] of texts.entries()) {
            tokenizer.setPadding({
              maxLength: length,
              direction: side,
              padToMultipleOf: multipleOf,
              padId: 1,
              padToken: '<pad>',
            });
            sameRow(
              rows[index]!,
              await tokenizer.encode(text),
              `${side} ${strategy} ${multipleOf}`,
            );
          }
        }
      }
    }
  });
});
