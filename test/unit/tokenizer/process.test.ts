import assert from 'node:assert/strict';
import { once } from 'node:events';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { change, close } from '../../../src/common/protocol/tokenizer/documents';
import {
  countProgress,
  SegmentFlag,
  tokensCount,
  tokensDescribe,
  tokensWindow,
  type CountResult,
  type OffsetRange,
  type WindowResult,
} from '../../../src/common/protocol/tokenizer/tokens';
import { fromResponseError } from '../../../src/common/rpc/errors';
import { Client, tokenizerIds, tokenizerRef, whole } from './support/client';
import { prose } from './support/texts';

const gpt2 = tokenizerRef('gpt2');

/** Rejects as the host sees it. */
async function rejects(request: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(
    request.catch((error: unknown) => {
      throw fromResponseError(error);
    }),
    { code },
  );
}

describe('tokenizer process', function () {
  this.timeout(60_000);
  let client: Client;
  beforeEach(() => {
    client = new Client();
  });
  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.stderr, []);
  });

  const count = (
    selections: readonly OffsetRange[],
    { uri = 'a', version = 1, tokenizer = gpt2, addSpecialTokens = false, progress = '' } = {},
  ): Promise<CountResult> =>
    client.connection.sendRequest(tokensCount, {
      document: { uri, version },
      tokenizer,
      selections,
      addSpecialTokens,
      ...(progress !== '' && { progress }),
    });
  const window = (
    selections: readonly OffsetRange[],
    visible: readonly OffsetRange[],
    { uri = 'a', version = 1, tokenizer = gpt2, maxSegments = 1_000 } = {},
  ): Promise<WindowResult> =>
    client.connection.sendRequest(tokensWindow, {
      document: { uri, version },
      tokenizer,
      selections,
      visible,
      maxSegments,
    });

  it('counts a document that is opened in pieces and then changed', async () => {
    const text = 'The quick brown fox 😀 jumps.';
    await client.open('a', text, { pieceLength: 21 });
    assert.deepEqual(await count([whole(text)]), { tokens: 8, unknown: 0 });
    await client.connection.sendNotification(change, {
      uri: 'a',
      version: 2,
      changes: [{ offset: 4, length: 6, text: '' }],
    });
    await rejects(count([whole(text)]), 'DocumentChanged');
    assert.equal((await count([{ start: 0, end: text.length - 6 }], { version: 2 })).tokens, 7);
  });

  it('adds special tokens for each selection when asked', async () => {
    const tokenizer = tokenizerRef('bert-base-uncased');
    await client.open('a', 'one two 😀');
    const halves = [
      { start: 0, end: 3 },
      { start: 3, end: 10 },
    ];
    assert.deepEqual(await count(halves, { tokenizer, addSpecialTokens: true }), {
      tokens: 7,
      unknown: 1,
    });
    assert.equal((await count([], { tokenizer, addSpecialTokens: true })).tokens, 0);
    assert.equal((await count([{ start: 1, end: 1 }], { tokenizer })).tokens, 0);
  });

  it('answers a request once the last piece is in', async () => {
    await client.open('a', 'one ', { last: false });
    const counting = count([{ start: 0, end: 7 }]);
    await client.connection.sendNotification('documents/openPiece', {
      ...{ uri: 'a', version: 1, index: 1, text: 'two', last: true },
    });
    assert.equal((await counting).tokens, 2);
  });

  it('gives the segments of the visible part of each selection', async () => {
    const text = 'Hello <|endoftext|> 👩🏽 end';
    await client.open('a', text);
    const { selections, truncated } = await window(
      [whole(text), { start: 6, end: 10 }],
      [{ start: 3, end: 22 }],
    );
    assert.ok(!truncated);
    const [all, part] = selections;
    const shown = Array.from(all!.starts, (start, index) => text.slice(start, all!.ends[index]));
    assert.deepEqual(shown, ['Hello', ' ', '<|endoftext|>', ' 👩']);
    assert.deepEqual([...all!.flags], [0, 0, SegmentFlag.special, 0]);
    assert.equal(all!.firstToken.length, 5);
    assert.equal(all!.firstToken.at(-1), all!.ids.length);
    assert.deepEqual([...part!.starts].at(0), 6);
    const later = await window([whole(text)], [{ start: 6, end: 22 }]);
    assert.equal(later.selections[0]!.parity, 0);
    assert.equal((await window([whole(text)], [{ start: 5, end: 6 }])).selections[0]!.parity, 1);
  });

  it('keeps to the number of segments', async () => {
    const text = prose(3_000);
    await client.open('a', text);
    const halves = [
      { start: 0, end: 1_500 },
      { start: 1_500, end: 3_000 },
    ];
    const all = await window(halves, [whole(text)], { maxSegments: 100_000 });
    const [first, second] = all.selections.map(({ starts }) => starts.length);
    assert.ok(!all.truncated && first! > 100 && second! > 100);
    const cut = await window(halves, [whole(text)], { maxSegments: first! + 7 });
    assert.ok(cut.truncated);
    assert.deepEqual(
      cut.selections.map(({ starts }) => starts.length),
      [first, 7],
    );
    assert.ok((await window(halves, [whole(text)], { maxSegments: 0 })).truncated);
    assert.ok(!(await window(halves, [], { maxSegments: 0 })).truncated);
  });

  it('describes the tokens at a place', async () => {
    const text = 'Hi 👩🏽 <|endoftext|>';
    await client.open('a', text);
    const describe = (offset: number): ReturnType<typeof client.connection.sendRequest> =>
      client.connection.sendRequest(tokensDescribe, {
        document: { uri: 'a', version: 1 },
        tokenizer: gpt2,
        selection: whole(text),
        offset,
      });
    assert.deepEqual(await describe(0), {
      tokens: [
        {
          ...{ index: 0, id: 17_250, token: 'Hi', start: 0, end: 2, text: 'Hi' },
          ...{ bytes: Uint8Array.of(72, 105), special: false, unknown: false },
        },
      ],
      count: 8,
    });
    const { tokens } = (await describe(4)) as { tokens: { text: string | null; index: number }[] };
    assert.deepEqual(
      tokens.map(({ index, text: shown }) => [index, shown]),
      [
        [1, null],
        [2, null],
      ],
    );
    assert.deepEqual(await describe(text.length), { tokens: [], count: 8 });
  });

  it('refuses what is out of range or of a wrong type', async () => {
    await client.open('a', 'text');
    for (const [start, end] of [
      [-1, 2],
      [0, 5],
      [3, 2],
      [0.5, 1],
      [Number.NaN, 1],
    ] as const) {
      await rejects(count([{ start, end }]), 'InvalidParameter');
      await rejects(window([{ start, end }], []), 'InvalidParameter');
    }
    await rejects(window([], [], { maxSegments: -1 }), 'InvalidParameter');
    await rejects(count('x' as unknown as OffsetRange[]), 'InvalidParameter');
    const missing = { id: 'none', file: '/nowhere/tokenizer.json' };
    await rejects(count([], { tokenizer: missing }), 'FileMissing');
    assert.equal((await count([{ start: 0, end: 4 }])).tokens, 1);
  });

  it('answers DocumentChanged when the document changes or closes under a request', async () => {
    const text = prose(2_000_000);
    await client.open('a', text);
    const counting = rejects(count([whole(text)]), 'DocumentChanged');
    await client.connection.sendNotification(change, { uri: 'a', version: 2, changes: [] });
    await counting;
    const again = rejects(count([whole(text)], { version: 2 }), 'DocumentChanged');
    await client.connection.sendNotification(close, { uri: 'a' });
    await again;
    await rejects(count([], { version: 2 }), 'DocumentChanged');
  });

  it('answers a cancelled 10-MB count within 200 ms, and others meanwhile', async () => {
    const text = prose(10_000_000);
    await client.open('big', text);
    await client.open('a', 'small');
    await count([whole('small')]);
    const shares: number[] = [];
    const underWay = new Promise<void>((resolve) => {
      client.connection.onProgress(countProgress, 'p', (share) => {
        shares.push(share);
        resolve();
      });
    });
    const source = new CancellationTokenSource();
    const counting = client.connection.sendRequest(
      tokensCount,
      {
        document: { uri: 'big', version: 1 },
        tokenizer: gpt2,
        selections: [whole(text)],
        addSpecialTokens: false,
        progress: 'p',
      },
      source.token,
    );
    const cancelled = rejects(counting, 'Cancelled');
    await underWay;
    const began = performance.now();
    assert.equal((await count([whole('small')])).tokens, 1);
    const asked = performance.now();
    source.cancel();
    await cancelled;
    assert.ok(performance.now() - asked < 200, 'the cancelled request');
    assert.ok(asked - began < 200, 'another request');
    assert.ok(shares.length > 0);
    shares.forEach((share, index) => assert.ok(share > (shares[index - 1] ?? 0) && share < 1));
  });

  it('takes a long word, binary rubbish and lone surrogates', async () => {
    const rubbish = Array.from({ length: 5_000 }, (_, index) =>
      String.fromCharCode((index * 7_919) % 0x10000),
    ).join('');
    const text = `${'x'.repeat(100_000)} ${rubbish}`;
    await client.open('a', text);
    for (const id of tokenizerIds) {
      const tokenizer = tokenizerRef(id);
      assert.ok((await count([whole(text)], { tokenizer })).tokens > 0);
      await window([whole(text)], [whole(text)], { tokenizer });
    }
  });

  it('ends when its channel closes, even while it works', async () => {
    const text = prose(3_000_000);
    await client.open('a', text);
    const counting = count([whole(text)]).catch(() => undefined);
    const exited = once(client.child, 'exit');
    client.child.disconnect();
    assert.equal((await exited)[0], 0);
    client.connection.dispose();
    await counting;
  });
});
