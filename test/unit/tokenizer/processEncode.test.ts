import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode, type EncodeResult } from '../../../src/common/protocol/tokenizer/encode';
import { tokenStrings } from '../../../src/common/protocol/tokenizer/tokenStrings';
import { fromResponseError } from '../../../src/common/rpc/errors';
import { utf16Offsets } from '../../../src/workers/tokenization/offsets';
import { hardText, wellFormed } from './support/arbitraryText';
import { Client, tokenizerIds, tokenizerRef } from './support/client';
import { prose } from './support/texts';
import { openBundled } from './support/openBundled';

describe('tokenizer process, for the public API', function () {
  this.timeout(60_000);
  let client: Client;
  before(() => {
    client = new Client();
  });
  after(() => client.stop());

  const encodeTexts = async (
    id: string,
    text: string,
    { pair = undefined as string | undefined, addSpecialTokens = true, limit = 100_000 } = {},
  ): Promise<EncodeResult> => {
    await client.open('text', text);
    if (pair !== undefined) {
      await client.open('pair', pair);
    }
    return client.connection
      .sendRequest(encode, {
        tokenizer: tokenizerRef(id),
        text: { uri: 'text', version: 1 },
        ...(pair !== undefined && { pair: { uri: 'pair', version: 1 } }),
        addSpecialTokens,
        limit,
      })
      .catch((error: unknown) => {
        throw fromResponseError(error);
      });
  };
  const decodeIds = (id: string, ids: readonly number[], skip = false): Promise<string> =>
    client.connection
      .sendRequest(decode, { tokenizer: tokenizerRef(id), ids, skipSpecialTokens: skip })
      .catch((error: unknown) => {
        throw fromResponseError(error);
      });

  for (const id of tokenizerIds) {
    it(`frames texts and pairs, and decodes them, as the library does: ${id}`, async () => {
      const { tokenizer } = await openBundled(id);
      const pairs = fc.option(hardText(), { nil: undefined });
      await fc.assert(
        fc.asyncProperty(hardText(), pairs, fc.boolean(), async (text, pair, addSpecialTokens) => {
          const raw = await tokenizer.encode(text, pair, { addSpecialTokens });
          const result = await encodeTexts(id, text, { pair, addSpecialTokens });
          assert.deepEqual([...result.ids], raw.getIds());
          assert.deepEqual([...result.typeIds], raw.getTypeIds());
          assert.deepEqual(
            [...result.sequences],
            raw.getSequenceIds().map((sequence) => sequence ?? 255),
          );
          assert.deepEqual(
            result.tokens,
            raw.getIds().map((token) => tokenizer.idToToken(token)),
          );
          assert.equal(
            await decodeIds(id, [...result.ids]),
            await tokenizer.decode(raw.getIds(), false),
          );
          if (id !== 't5-small') {
            // T5's own offsets drift; see encodeText.
            const texts = [text, pair ?? ''];
            raw.getOffsets().forEach((offsets, index) => {
              const sequence = result.sequences[index]!;
              const { starts, ends } = utf16Offsets(texts[sequence] ?? '', [offsets]);
              assert.equal(result.starts[index], sequence === 255 ? 0 : starts[0]);
              assert.equal(result.ends[index], sequence === 255 ? 0 : ends[0]);
            });
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  it('marks special tokens', async () => {
    const { special } = await encodeTexts('bert-base-uncased', 'a [MASK]');
    assert.deepEqual([...special], [1, 0, 1, 1]);
  });

  it('refuses more tokens than the limit, with the number', async () => {
    const text = prose(3_000_000);
    await assert.rejects(encodeTexts('gpt2', text), (error) => {
      const { code, args } = error as { code: string; args: { actual: number; limit: number } };
      assert.equal(code, 'TooLong');
      assert.ok(args.actual > 800_000 && args.limit === 100_000);
      return true;
    });
    await assert.rejects(encodeTexts('bert-base-cased', 'a', { limit: 2 }), { code: 'TooLong' });
    assert.equal((await encodeTexts('bert-base-cased', 'a', { limit: 3 })).ids.length, 3);
    await assert.rejects(encodeTexts('gpt2', 'a', { limit: -1 }), { code: 'InvalidParameter' });
  });

  it('decodes', async () => {
    assert.equal(await decodeIds('gpt2', [15_496, 995, 50_256]), 'Hello world<|endoftext|>');
    assert.equal(await decodeIds('gpt2', [15_496, 995, 50_256], true), 'Hello world');
    assert.equal(await decodeIds('bert-base-uncased', [101, 7592, 102], true), 'hello');
    assert.equal(await decodeIds('gpt2', []), '');
  });

  it('gives the vocabulary’s strings of ids', async () => {
    const strings = (...ids: number[]): Promise<readonly string[]> =>
      client.connection
        .sendRequest(tokenStrings, { tokenizer: tokenizerRef('gpt2'), ids: Uint32Array.from(ids) })
        .catch((error: unknown) => {
          throw fromResponseError(error);
        });
    assert.deepEqual(await strings(995, 15_496, 50_256), ['Ġworld', 'Hello', '<|endoftext|>']);
    assert.deepEqual(await strings(), []);
    await assert.rejects(strings(0, 50_257), { code: 'InvalidParameter' });
  });

  it('names the first bad id', async () => {
    for (const bad of [50_257, -1, 0.5, Number.NaN, 2 ** 32, '1' as unknown as number]) {
      await assert.rejects(decodeIds('gpt2', [0, bad, -7]), {
        code: 'InvalidParameter',
        args: {
          name: 'ids[1]',
          value: String(bad),
          expected: 'the id of a token of the vocabulary',
        },
      });
    }
    await assert.rejects(decodeIds('gpt2', 'x' as unknown as number[]), {
      code: 'InvalidParameter',
    });
  });

  it('decodes what it encoded, for byte-level vocabularies', async () => {
    await fc.assert(
      fc.asyncProperty(hardText({ added: 0 }), async (text) => {
        const { ids } = await encodeTexts('gpt2', text, { addSpecialTokens: false });
        assert.equal(await decodeIds('gpt2', [...ids]), wellFormed(text));
      }),
      { numRuns: 100 },
    );
  });
});
