import assert from 'node:assert/strict';
import { decode, encode } from '../../../src/common/protocol/tokenizer/encode';
import { encodeText } from '../../../src/workers/tokenization/encodeText';
import { utf16Offsets } from '../../../src/workers/tokenization/offsets';
import { openTokenizer, type OpenTokenizer } from '../../../src/workers/tokenization/tokenizerFile';
import { Pieces } from '../../../src/workers/tokenizer/pieces';
import { Client, tokenizerIds, tokenizerRef, whole } from './support/client';
import { encodePieces, ruleOf } from './support/encodePieces';
import { namedTexts } from './support/namedTexts';

describe('texts that tokenizers trip over', function () {
  this.timeout(60_000);
  let client: Client;
  before(() => {
    client = new Client();
  });
  after(() => client.stop());

  for (const id of tokenizerIds) {
    describe(id, () => {
      const tokenizer = tokenizerRef(id);
      let open: OpenTokenizer;
      before(async () => {
        open = await openTokenizer(tokenizer.file);
      });

      for (const [name, text] of Object.entries(namedTexts)) {
        it(`${name}: ids, spans and text as the library has them`, async () => {
          const raw = await open.tokenizer.encode(text, null, { addSpecialTokens: false });
          await client.open('text', text);
          const { ids, starts, ends } = await client.connection.sendRequest(encode, {
            tokenizer,
            text: { uri: 'text', version: 1 },
            addSpecialTokens: false,
            limit: 1_000_000,
          });
          assert.deepEqual([...ids], raw.getIds());
          ends.forEach((end, token) => {
            assert.ok(starts[token]! <= end && end <= text.length, `token ${token} is inside`);
            assert.ok(token === 0 || starts[token]! >= starts[token - 1]!, `token ${token} starts`);
            assert.ok(token === 0 || end >= ends[token - 1]!, `token ${token} ends`);
          });
          if (id !== 't5-small') {
            // The library forgets to count control characters that T5 deletes; see encodeText.
            assert.deepEqual({ starts, ends }, utf16Offsets(text, raw.getOffsets()));
          }
          const decoded = await client.connection.sendRequest(decode, {
            tokenizer,
            ids: [...ids],
            skipSpecialTokens: false,
          });
          assert.equal(decoded, await open.tokenizer.decode(raw.getIds(), false));
        });

        it(`${name}: in pieces as in one`, async () => {
          const rule = ruleOf(open);
          const pieces = [...new Pieces(text, whole(text), rule, { minimum: 1, maximum: 6 })];
          const inPieces = await encodePieces(open, rule, text, pieces);
          assert.deepEqual(inPieces, await encodeText(open, text));
        });
      }
    });
  }
});
