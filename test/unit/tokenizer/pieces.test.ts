import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeText } from '../../../src/workers/tokenization/encodeText';
import type { OpenTokenizer } from '../../../src/workers/tokenization/tokenizerFile';
import { cutRule } from '../../../src/workers/tokenizer/cutRule';
import { pieceSize, type PieceSize } from '../../../src/workers/tokenizer/cuts';
import { Pieces } from '../../../src/workers/tokenizer/pieces';
import { hardText } from './support/arbitraryText';
import { tokenizerIds, whole } from './support/client';
import { encodePieces, ruleOf } from './support/encodePieces';
import { prose } from './support/texts';
import { openBundled } from './support/openBundled';

describe('pieces', () => {
  for (const id of tokenizerIds) {
    it(`encoded one by one are the whole text: ${id}`, async () => {
      const open = await openBundled(id);
      const rule = ruleOf(open);
      let cuts = 0;
      await fc.assert(
        fc.asyncProperty(hardText(), async (text) => {
          const pieces = [...new Pieces(text, whole(text), rule, { minimum: 1, maximum: 6 })];
          cuts += pieces.length - 1;
          const inPieces = await encodePieces(open, rule, text, pieces);
          assert.deepEqual(inPieces, await encodeText(open, text));
        }),
        { numRuns: 1_000 },
      );
      assert.ok(cuts > 1_000, `only ${cuts} cuts were tried`);
    }).timeout(120_000);

    it(`of a long text keep within their size: ${id}`, async () => {
      const open = await openBundled(id);
      const text = prose(500_000);
      const pieces = [...new Pieces(text, whole(text), ruleOf(open))];
      assert.ok(pieces.length >= 6);
      for (const { start, end } of pieces.slice(0, -1)) {
        assert.ok(end - start >= pieceSize.minimum && end - start <= pieceSize.maximum);
      }
      assert.deepEqual(
        pieces.map(({ start }) => start),
        [0, ...pieces.slice(0, -1).map(({ end }) => end)],
      );
      assert.equal(pieces.at(-1)?.end, text.length);
    });
  }

  it('stay the same texts beside the place of an edit', async () => {
    const rule = ruleOf(await openBundled('gpt2'));
    const text = prose(400_000);
    const size: PieceSize = { minimum: 1_500, maximum: 2_500 };
    const texts = (of: string): string[] =>
      Array.from(new Pieces(of, whole(of), rule, size), ({ start, end }) => of.slice(start, end));
    const before = new Set(texts(text));
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(200),
        fc.string({ maxLength: 200 }),
        (at, removed, inserted) => {
          const edited = text.slice(0, at) + inserted + text.slice(at + removed);
          const fresh = texts(edited).filter((piece) => !before.has(piece));
          assert.ok(fresh.length <= 20, `${fresh.length} of ${before.size} pieces are new`);
        },
      ),
    );
    const typed = texts(`${text.slice(0, 200_000)}x${text.slice(200_000)}`);
    assert.ok(typed.filter((piece) => !before.has(piece)).length <= 3);
  });

  it('cut text without whitespace too, where that changes nothing', async () => {
    const item = '{"id":12,"name":"thing","tags":["alpha","b2"],"value":0.5},自然语言，';
    const text = item.repeat(1_000);
    for (const id of tokenizerIds) {
      const open = await openBundled(id);
      const rule = ruleOf(open);
      const pieces = [...new Pieces(text, whole(text), rule)];
      assert.equal(pieces.length > 1, id !== 't5-small', id);
      assert.deepEqual(await encodePieces(open, rule, text, pieces), await encodeText(open, text));
    }
  }).timeout(60_000);

  it('are one where the text admits no cut', async () => {
    for (const id of tokenizerIds) {
      const rule = ruleOf(await openBundled(id));
      const text = 'a'.repeat(200_000);
      assert.equal([...new Pieces(text, whole(text), rule)].length, 1, id);
    }
  });

  it('are one for an unknown kind of tokenizer', async () => {
    const open = await openBundled('gpt2');
    const other = (spec: Partial<OpenTokenizer['spec']>): OpenTokenizer => ({
      ...open,
      spec: { ...open.spec, ...spec },
    });
    const split = [{ type: 'Split' }, { type: 'ByteLevel', use_regex: false }];
    assert.equal(cutRule(other({ preTokenizers: split })), null);
    assert.equal(cutRule(other({ normalizers: [{ type: 'NFKC' }] })), null);
    const addedToken = {
      ...{ id: 1, content: 'two words', special: true, singleWord: false, normalized: false },
      ...{ leftStrip: false, rightStrip: false },
    };
    assert.equal(cutRule(other({ addedTokens: [addedToken] })), null);
    assert.equal(
      cutRule(other({ addedTokens: [{ ...addedToken, content: 'one', singleWord: true }] })),
      null,
    );
    assert.notEqual(cutRule(other({ addedTokens: [{ ...addedToken, content: 'one' }] })), null);
    const text = prose(300_000);
    assert.equal([...new Pieces(text, whole(text), null)].length, 1);
  });
});
