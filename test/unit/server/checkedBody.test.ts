import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { checkedBody } from '../../../src/host/completion/server/checkedBody';

/** A body of these packets. */
function bodyOf(
  packets: readonly Uint8Array<ArrayBuffer>[],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rest = [...packets];
  return new ReadableStream({
    pull: (controller) => {
      const packet = rest.shift();
      if (packet) {
        controller.enqueue(packet);
      } else {
        controller.close();
      }
    },
  });
}

/** What a reader gets of it, and the problem that it ends with. */
async function read(
  packets: readonly Uint8Array<ArrayBuffer>[],
  events = true,
): Promise<{ bytes: Buffer; problem: string | null }> {
  const got: Uint8Array[] = [];
  try {
    const body = checkedBody(bodyOf(packets), events, (problem) => new Error(problem));
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      got.push(chunk);
    }
    return { bytes: Buffer.concat(got), problem: null };
  } catch (error) {
    return { bytes: Buffer.concat(got), problem: (error as Error).message };
  }
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'utf8'));

describe('the body of a server’s answer', () => {
  it('is passed on as it is, however it is cut into packets', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const cuts = fc.array(fc.nat(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(text, cuts, async (content, places) => {
        const bytes = utf8(content);
        const at = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
        const packets = [...at, bytes.length].map((end, index) =>
          bytes.slice(at[index - 1] ?? 0, end),
        );
        const { bytes: got, problem } = await read(packets);
        assert.equal(problem, null);
        assert.deepEqual(got, Buffer.from(bytes));
      }),
    );
  });

  it('ends at bytes that are no text, after the lines before them in the same packet', async () => {
    const packet = new Uint8Array([...utf8('data: 1\n\ndata: 2\n'), 0x41, 0xff, 0x0a]);
    const { bytes, problem } = await read([packet, utf8('never')]);
    assert.deepEqual([bytes.toString(), problem], ['data: 1\n\ndata: 2\n', 'notUtf8']);
  });

  it('may not end within a character', async () => {
    const { problem } = await read([utf8('🕯').slice(0, 3)]);
    assert.equal(problem, 'notUtf8');
  });

  it('ends where an event, or all together, is absurdly long', async () => {
    const block = utf8('x'.repeat(100_000));
    const lines = utf8('data: x\n'.repeat(12_500));
    assert.equal((await read([block, block, block])).problem, 'tooLong');
    assert.equal((await read([lines, lines, lines])).problem, 'tooLong');
    const ended = utf8(`${'x'.repeat(100_000)}\r\n\r\n`);
    assert.equal((await read([ended, ended, ended])).problem, null);
    assert.equal((await read([block, block, block], false)).problem, null);
    const much = Array.from({ length: 170 }, () => ended);
    assert.equal((await read(much)).problem, 'tooLong');
  });
});
