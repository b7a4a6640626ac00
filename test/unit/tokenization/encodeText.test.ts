import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { encodeText } from '../../../src/workers/tokenization/encodeText';
import { utf16Offsets } from '../../../src/workers/tokenization/offsets';
import { hardText } from '../tokenizer/support/arbitraryText';
import { tokenizerIds } from '../tokenizer/support/client';
import { openBundled } from '../tokenizer/support/openBundled';

interface Golden {
  readonly cases: Readonly<Record<string, string>>;
  readonly tokens: Readonly<
    Record<string, Readonly<Record<string, { readonly ids: number[]; readonly offsets: number[] }>>>
  >;
}
const golden = JSON.parse(
  readFileSync(path.resolve('test', 'unit', 'tokenization', 'golden', 'tokens.json'), 'utf8'),
) as Golden;

/** T5's offsets of these are wrong in the reference: its normaliser loses leading controls. */
const wrongOffsets = new Set(['t5-small controls first']);

describe('encodeText', () => {
  for (const id of tokenizerIds) {
    for (const [name, text] of Object.entries(golden.cases)) {
      it(`gives the reference tokens: ${id}, ${name}`, async () => {
        const open = await openBundled(id);
        const expected = golden.tokens[id]![name]!;
        const { ids, starts, ends } = await encodeText(open, text);
        assert.deepEqual([...ids], expected.ids);
        if (!wrongOffsets.has(`${id} ${name}`)) {
          const pairs = expected.ids.map((_, token) =>
            expected.offsets.slice(2 * token, 2 * token + 2),
          );
          assert.deepEqual({ starts, ends }, utf16Offsets(text, pairs));
        }
      });
    }

    it(`gives the library's ids, and spans that do not drift: ${id}`, async () => {
      const open = await openBundled(id);
      await fc.assert(
        fc.asyncProperty(hardText(), async (text) => {
          const marked = `${text} zebra`;
          const raw = await open.tokenizer.encode(marked, null, { addSpecialTokens: false });
          const { ids, starts, ends } = await encodeText(open, marked);
          assert.deepEqual([...ids], raw.getIds());
          assert.equal(ends.at(-1), marked.length);
          ends.forEach((end, token) => assert.ok(starts[token]! <= end && end <= marked.length));
        }),
        { numRuns: 300 },
      );
    }).timeout(60_000);
  }

  it('takes lone surrogates as the replacement character', async () => {
    const open = await openBundled('gpt2');
    const lone = await encodeText(open, 'a\ud800b\udc00');
    assert.deepEqual(lone, await encodeText(open, 'a\ufffdb\ufffd'));
  });

  it('keeps the spans of T5 right after leading control characters', async () => {
    const open = await openBundled('t5-small');
    const text = '\u0007\u0001hello <pad>\u0007hello';
    const { starts, ends } = await encodeText(open, text);
    const spans = [...starts].map((start, token) => text.slice(start, ends[token]));
    assert.deepEqual(spans, ['hello', '<pad>', 'hello']);
  });
});
