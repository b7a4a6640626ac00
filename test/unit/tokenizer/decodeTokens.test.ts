import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeTokens,
  type DecodeTokensResult,
} from '../../../src/common/protocol/tokenizer/encode';
import { fromResponseError } from '../../../src/common/rpc/errors';
import { hardText } from './support/arbitraryText';
import { Client, tokenizerIds, tokenizerRef } from './support/client';
import { openBundled } from './support/openBundled';

describe('decoding token by token', function () {
  this.timeout(60_000);
  let client: Client;
  before(() => {
    client = new Client();
  });
  after(() => client.stop());

  const decode = (
    id: string,
    ids: readonly number[],
    skipSpecialTokens = false,
  ): Promise<DecodeTokensResult> =>
    client.connection
      .sendRequest(decodeTokens, { tokenizer: tokenizerRef(id), ids, skipSpecialTokens })
      .catch((error: unknown) => {
        throw fromResponseError(error);
      });

  for (const id of tokenizerIds) {
    it(`gives the library’s text, in pieces that add up: ${id}`, async () => {
      const { tokenizer, vocabularySize } = await openBundled(id);
      const check = async (ids: readonly number[], skip: boolean): Promise<void> => {
        const { text, pieces, tokens, bad } = await decode(id, ids, skip);
        assert.equal(text, await tokenizer.decode([...ids], skip));
        assert.equal(pieces.length, ids.length);
        assert.equal(pieces.map((piece) => piece ?? '').join(''), text);
        assert.deepEqual(
          tokens,
          ids.map((each) => tokenizer.idToToken(each)),
        );
        assert.equal(bad.length, 0);
      };
      await fc.assert(
        fc.asyncProperty(hardText(), fc.boolean(), async (text, skip) => {
          await check((await tokenizer.encode(text)).getIds(), skip);
        }),
        { numRuns: 100 },
      );
      // Any ids, too: characters that are never finished, bytes that are none.
      const low = fc.integer({ min: 0, max: 400 });
      const any = fc.integer({ min: 0, max: vocabularySize - 1 });
      const known = fc.oneof(low, any).filter((each) => tokenizer.idToToken(each) !== null);
      await fc.assert(fc.asyncProperty(fc.array(known, { maxLength: 30 }), fc.boolean(), check), {
        numRuns: 300,
      });
    });
  }

  it('names every bad id, and decodes the others', async () => {
    const ids = [15_496, -1, 995, 0.5, 50_257, Number.NaN, 2 ** 32, 50_256];
    const { text, tokens, pieces, bad, special } = await decode('gpt2', ids);
    assert.equal(text, 'Hello world<|endoftext|>');
    assert.deepEqual([...bad], [1, 3, 4, 5, 6]);
    assert.deepEqual(tokens, ['Hello', null, 'Ġworld', null, null, null, null, '<|endoftext|>']);
    assert.deepEqual(pieces, ['Hello', '', ' world', '', '', '', '', '<|endoftext|>']);
    assert.deepEqual([...special], [0, 0, 0, 0, 0, 0, 0, 1]);
    const skipped = await decode('gpt2', ids, true);
    assert.equal(skipped.text, 'Hello world');
    assert.equal(skipped.pieces.at(-1), '');
  });

  it('gives the text of a shared character to its last token', async () => {
    const { pieces } = await decode('gpt2', [8582, 247, 224, 0]);
    assert.deepEqual(pieces, [null, null, '🙂', '!']);
    const phi = await decode('phi-3-mini', [243, 162, 155, 134, 29_991]);
    assert.deepEqual(phi.pieces, [null, null, null, '😃', '!']);
  });

  it('shows what WordPiece’s decoder puts between tokens', async () => {
    const { pieces } = await decode('bert-base-uncased', [101, 7592, 19204, 2015, 1012, 102], true);
    assert.deepEqual(pieces, ['', 'hello', ' token', 's', '.', '']);
  });

  it('refuses too many ids, and what is no list', async () => {
    await assert.rejects(decode('gpt2', new Array<number>(100_001).fill(0)), { code: 'TooLong' });
    await assert.rejects(decode('gpt2', '1' as unknown as number[]), { code: 'InvalidParameter' });
    const began = performance.now();
    const { pieces } = await decode('gpt2', new Array<number>(100_000).fill(15_496));
    assert.equal(pieces.length, 100_000);
    assert.ok(performance.now() - began < 10_000);
    assert.deepEqual((await decode('gpt2', [])).pieces, []);
  });
});
