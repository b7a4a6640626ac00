import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Tokenizer } from 'tokenizers';
import { encodeText } from '../../../src/workers/tokenization/encodeText';
import { openTokenizer } from '../../../src/workers/tokenization/tokenizerFile';
import { cutRule } from '../../../src/workers/tokenizer/cutRule';
import { encodePiece } from '../../../src/workers/tokenizer/encodedPiece';
import { Pieces } from '../../../src/workers/tokenizer/pieces';
import { tokenizerKinds } from '../../support/tokenizerFiles';
import { hardText, wellFormed } from './support/arbitraryText';
import { whole } from './support/client';

/** Text of what the vocabularies hold, of what tokenizers trip over, and of anything. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'hello',
        'world',
        'the',
        'token',
        ' ',
        ' ',
        '\n',
        '[MASK]',
        '[SEP]',
        '<mask>',
      ),
      hardText({ added: 1 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** Those for which a text may be cut; a change that cuts more must keep the pieces exact. */
const cutKinds = [
  'WordLevel, split as BERT does',
  'WordPiece',
  'WordPiece, added tokens normalised',
  'Unigram, split as T5 does',
  'byte-level BPE',
  'SentencePiece BPE',
];

describe('a tokenizer of any kind', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-'));
  });
  after(() => rm(folder, { recursive: true }));

  for (const [kind, contents] of Object.entries(tokenizerKinds)) {
    it(`gives the library's ids, in pieces too: ${kind}`, async () => {
      const json = JSON.stringify(contents);
      const file = path.join(folder, 'tokenizer.json');
      await writeFile(file, json);
      const open = await openTokenizer(file);
      const library = Tokenizer.fromString(json);
      const rule = cutRule(open);
      assert.equal(rule !== null, cutKinds.includes(kind));
      let cuts = 0;
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const encoded = await encodeText(open, text);
          const expected = await library.encode(wellFormed(text), null, {
            addSpecialTokens: false,
          });
          assert.deepEqual([...encoded.ids], expected.getIds());
          for (let token = 0; token < encoded.ids.length; token++) {
            assert.ok(encoded.starts[token]! <= encoded.ends[token]!);
            assert.ok(encoded.ends[token]! <= text.length);
          }
          const ids: number[] = [];
          const spans: [number, number][] = [];
          for (const piece of new Pieces(text, whole(text), rule, { minimum: 1, maximum: 6 })) {
            cuts += piece.first ? 0 : 1;
            const lead = piece.first ? null : (rule?.lead ?? null);
            const part = await encodePiece(open, text.slice(piece.start, piece.end), lead);
            part.ids.forEach((id, at) => {
              ids.push(id);
              spans.push([piece.start + part.starts[at]!, piece.start + part.ends[at]!]);
            });
          }
          assert.deepEqual(ids, [...encoded.ids]);
          assert.deepEqual(
            spans,
            [...encoded.starts].map((start, at) => [start, encoded.ends[at]!]),
          );
        }),
        { numRuns: 400 },
      );
      assert.ok(rule === null ? cuts === 0 : cuts > 200, `${cuts} cuts were tried`);
    }).timeout(60_000);
  }
});
