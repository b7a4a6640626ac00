import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encode } from '../../../../src/common/protocol/tokenizer/encode';
import {
  tokenList,
  tokenListProgress,
  type TokenChunk,
  type TokenCounts,
  type TokenListParams,
} from '../../../../src/common/protocol/tokenizer/tokenList';
import { hardText } from '../support/arbitraryText';
import { Client, tokenizerIds, tokenizerRef, whole } from '../support/client';
import { prose } from '../support/texts';

describe('tokens/list', function () {
  this.timeout(120_000);
  const client = new Client();
  after(async () => {
    await client.stop();
    assert.deepEqual(client.stderr, []);
  });
  let runs = 0;
  const list = async (
    text: string,
    options: Partial<TokenListParams> = {},
  ): Promise<{ chunks: TokenChunk[]; counts: TokenCounts }> => {
    const uri = `list-${++runs}`;
    await client.open(uri, text);
    const chunks: TokenChunk[] = [];
    const listening = client.connection.onProgress(tokenListProgress, uri, (chunk) => {
      chunks.push(chunk);
    });
    const counts = await client.connection.sendRequest(tokenList, {
      document: { uri, version: 1 },
      tokenizer: tokenizerRef('gpt2'),
      selections: [whole(text)],
      addSpecialTokens: false,
      limit: 100_000,
      progress: uri,
      ...options,
    });
    listening.dispose();
    return { chunks, counts };
  };

  it('counts as measures define', async () => {
    const { counts } = await list('Héllo 😀  wörld\n');
    assert.deepEqual(
      { words: counts.words, characters: counts.characters, bytes: counts.bytes },
      { words: 3, characters: 15, bytes: 20 },
    );
    const lone = await list('a\ud800');
    assert.deepEqual([lone.counts.characters, lone.counts.bytes], [2, 4]);
  });

  it('numbers words by runs of non-whitespace; whitespace belongs to the next word', async () => {
    const text = 'It  isn’t\n here ';
    const { chunks } = await list(text);
    const [chunk] = chunks;
    assert.ok(chunk);
    const words = Array.from(chunk.ids, (_, index) => [
      text.slice(chunk.starts[index], chunk.ends[index]),
      chunk.words[index],
    ]);
    assert.deepEqual(words.slice(0, 3), [
      ['It', 0],
      [' ', 1],
      [' isn', 1],
    ]);
    assert.deepEqual(words.slice(-2), [
      [' here', 2],
      [' ', -1],
    ]);
  });

  for (const id of tokenizerIds) {
    it(`tells the same tokens as encode, in segments that tile them: ${id}`, async () => {
      const tokenizer = tokenizerRef(id);
      await fc.assert(
        fc.asyncProperty(hardText(), fc.boolean(), async (text, addSpecialTokens) => {
          const { chunks, counts } = await list(text, { tokenizer, addSpecialTokens });
          const encoded = await client.connection.sendRequest(encode, {
            tokenizer,
            text: { uri: `list-${runs}`, version: 1 },
            addSpecialTokens,
            limit: 100_000,
          });
          const entries = new Map(chunks.flatMap((chunk) => chunk.entries).map((e) => [e.id, e]));
          const ids = chunks.flatMap((chunk) => [...chunk.ids]);
          assert.deepEqual(ids, [...encoded.ids]);
          assert.deepEqual(
            ids.map((each) => entries.get(each)?.token),
            encoded.tokens,
          );
          assert.equal(counts.tokens, ids.length);
          for (const { segments, starts, ends, textStart, text: part } of chunks) {
            assert.equal(part, text.slice(textStart, textStart + part.length));
            segments.starts.forEach((start, index) => {
              assert.ok(start <= segments.ends[index]!);
              assert.ok(index === 0 || start >= segments.ends[index - 1]!);
            });
            starts.forEach((start, index) => assert.ok(start <= ends[index]!));
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  it('tells what an entry is', async () => {
    const { chunks } = await list('[MASK] café ☃ 𒀀', {
      tokenizer: tokenizerRef('bert-base-cased'),
      addSpecialTokens: true,
    });
    const types = new Map(chunks.flatMap(({ entries }) => entries).map((e) => [e.token, e]));
    assert.equal(types.get('[CLS]')?.type, 'special');
    assert.equal(types.get('[MASK]')?.type, 'special');
    assert.equal(types.get('[UNK]')?.type, 'unknown');
    assert.equal(types.get('café')?.bytes, '63 61 66 C3 A9');
    const emoji = await list('😀');
    assert.deepEqual(
      emoji.chunks[0]?.entries.map(({ type, bytes }) => `${type} ${bytes}`),
      ['bytes F0 9F 98', 'bytes 80'],
    );
  });

  it('tells no more than its limit, in chunks, and counts all', async () => {
    const text = prose(300_000);
    const { chunks, counts } = await list(text, { limit: 20_000 });
    const told = chunks.reduce((sum, { ids }) => sum + ids.length, 0);
    assert.ok(chunks.length >= 3, `${chunks.length} chunks`);
    assert.ok(told >= 20_000 && told < 30_000, `${told}`);
    assert.ok(counts.tokens > 60_000, `${counts.tokens}`);
    const firsts = chunks.map(({ first }) => first);
    assert.deepEqual(
      firsts,
      chunks.map((_, index) =>
        chunks.slice(0, index).reduce((sum, { ids }) => sum + ids.length, 0),
      ),
    );
    const told1 = chunks.flatMap(({ entries }) => entries.map(({ id }) => id));
    assert.equal(new Set(told1).size, told1.length, 'an entry was told twice');
  });

  it('takes each selection as a text of its own', async () => {
    const { chunks } = await list('one two', {
      tokenizer: tokenizerRef('bert-base-uncased'),
      selections: [
        { start: 0, end: 3 },
        { start: 4, end: 7 },
      ],
      addSpecialTokens: true,
    });
    assert.deepEqual(
      chunks.map(({ selection, ids, starts }) => [selection, ids.length, starts[0]]),
      [
        [0, 1, 0],
        [0, 1, 0],
        [0, 1, 3],
        [1, 1, 4],
        [1, 1, 4],
        [1, 1, 7],
      ],
    );
  });
});
