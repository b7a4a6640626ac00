import assert from 'node:assert/strict';
import { tokenBytes } from '../../../src/workers/tokenization/tokenBytes';
import type { OpenTokenizer } from '../../../src/workers/tokenization/tokenizerFile';
import { openBundled } from '../tokenizer/support/openBundled';

describe('tokenBytes', () => {
  const bytesOf = (open: OpenTokenizer, token: string): Buffer => {
    const id = open.tokenizer.tokenToId(token);
    assert.ok(id !== null, token);
    return Buffer.from(tokenBytes(open, id));
  };

  it('reads the byte-level alphabet', async () => {
    const open = await openBundled('gpt2');
    assert.equal(bytesOf(open, 'Ġthe').toString(), ' the');
    assert.equal(bytesOf(open, 'Ċ').toString(), '\n');
    assert.deepEqual([...bytesOf(open, 'ðŁĺ')], [0xf0, 0x9f, 0x98]);
    assert.equal(bytesOf(open, '<|endoftext|>').toString(), '<|endoftext|>');
    const single = new Set<number>();
    for (let id = 0; id < 256; id++) {
      const bytes = tokenBytes(open, id);
      assert.equal(bytes.length, 1);
      single.add(bytes[0]!);
    }
    assert.equal(single.size, 256, 'the first 256 tokens are the 256 bytes');
  });

  it('reads metaspace and byte fallback', async () => {
    const open = await openBundled('phi-3-mini');
    assert.equal(bytesOf(open, '▁the').toString(), ' the');
    assert.deepEqual([...bytesOf(open, '<0xF0>')], [0xf0]);
    assert.equal(bytesOf(open, '<|end|>').toString(), '<|end|>');
    const t5 = await openBundled('t5-small');
    assert.equal(bytesOf(t5, '▁the').toString(), ' the');
  });

  it('strips the continuation prefix of WordPiece', async () => {
    const open = await openBundled('bert-base-uncased');
    assert.equal(bytesOf(open, '##ing').toString(), 'ing');
    assert.equal(bytesOf(open, 'the').toString(), 'the');
    assert.equal(bytesOf(open, '#').toString(), '#');
    assert.equal(bytesOf(open, '[MASK]').toString(), '[MASK]');
  });
});
