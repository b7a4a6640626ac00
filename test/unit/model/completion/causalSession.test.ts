import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CausalSession } from '../../../../src/workers/model/completion/causalSession';
import { bundledModel } from '../../../support/modelProcess';
import { attentionModel } from '../../../support/tinyModels/attentionModel';

type Batch = readonly (readonly number[])[];

/** Plain onnxruntime: each step is one run of all rows, what it gives is fed back. */
class Plain {
  private past: Record<string, Tensor> = {};
  private length = 0;

  constructor(
    private readonly session: InferenceSession,
    rows: number,
  ) {
    for (const input of session.inputMetadata) {
      if (input.isTensor && input.name.startsWith('past')) {
        const [, heads, , width] = input.shape as [string, number, string, number];
        this.past[input.name] = new Tensor('float32', new Float32Array(0), [rows, heads, 0, width]);
      }
    }
  }

  /** @returns logits of the last position of each row. */
  async feed(batch: Batch): Promise<Float32Array[]> {
    const [rows, width] = [batch.length, batch[0]!.length];
    const int64 = (values: readonly number[], columns: number): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [rows, columns]);
    const outputs = await this.session.run({
      input_ids: int64(batch.flat(), width),
      position_ids: int64(
        batch.flatMap((ids) => ids.map((_, index) => this.length + index)),
        width,
      ),
      attention_mask: int64(
        new Array<number>(rows * (this.length + width)).fill(1),
        this.length + width,
      ),
      ...this.past,
    });
    this.length += width;
    for (const [name, value] of Object.entries(outputs)) {
      if (name.startsWith('present')) this.past[name.replace('present', 'past_key_values')] = value;
    }
    const logits = outputs['logits']!;
    const vocabulary = logits.dims.at(-1)!;
    const data = logits.data as Float32Array;
    return batch.map((_, row) => {
      const end = (row + 1) * width * vocabulary;
      return data.subarray(end - vocabulary, end);
    });
  }
}

function difference(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, id) => Math.max(most, Math.abs(value - b[id]!)), 0);
}

describe('CausalSession', function () {
  this.timeout(60_000);
  const tiny = attentionModel();
  const gpt2 = bundledModel('gpt2-starter');
  let small: InferenceSession;
  let large: InferenceSession;

  const open = (folder: string, graph: string): Promise<InferenceSession> =>
    InferenceSession.create(path.join(folder, 'onnx', graph), { intraOpNumThreads: 1 });
  before(async () => {
    small = await open(tiny.ref.folder, 'model.onnx');
    large = await open(gpt2.folder, 'model_quantized.onnx');
  });
  after(async () => {
    await small.release();
    await large.release();
    tiny.dispose();
  });

  it('gives within 1e-4 the logits of whole texts on an fp32 model, however rows are forked, cut and chosen', async () => {
    const ids = fc.array(fc.integer({ min: 0, max: 256 }), { minLength: 1, maxLength: 8 });
    const steps = fc.array(
      fc.record({
        // Rows to go on with, by their place modulo the rows there are, and a token for each.
        rows: fc.array(fc.record({ row: fc.nat(7), id: fc.integer({ min: 0, max: 256 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(ids, steps, fc.integer({ min: 1, max: 4 }), async (prompt, all, count) => {
        const first = new CausalSession(small, tiny.ref.id, tiny.ref.contextLength);
        await first.feed(prompt);
        const session = first.fork(count);
        first.dispose();
        let texts: (readonly number[])[] = Array.from({ length: count }, () => prompt);
        for (const { rows } of all) {
          const chosen = rows.map(({ row }) => row % texts.length);
          session.selectRows(chosen);
          texts = rows.map(({ id }, place) => [...texts[chosen[place]!]!, id]);
          const logits = await session.feedRows(rows.map(({ id }) => id));
          for (const [row, text] of texts.entries()) {
            const [whole] = await new Plain(small, 1).feed([text]);
            assert.ok(difference(logits[row]!, whole!) <= 1e-4);
          }
        }
        session.dispose();
      }),
      { numRuns: 40 },
    );
  });

  const prompt = [464, 1468, 582, 3114, 379, 262, 5417, 290, 531, 326, 340, 373];
  const rest = [2739, 13, 679, 3114, 379, 262, 4074, 757];
  const newSession = (): CausalSession => new CausalSession(large, gpt2.id, gpt2.contextLength);

  it('gives on the bundled model to the last digit what plain onnxruntime gives step by step', async () => {
    const [ours, plain] = [newSession(), new Plain(large, 1)];
    assert.equal(difference(await ours.feed(prompt), (await plain.feed([prompt]))[0]!), 0);
    for (const id of rest) {
      assert.equal(difference(await ours.feed([id]), (await plain.feed([[id]]))[0]!), 0);
    }
    ours.dispose();
  });

  it('goes on to the last digit as plain onnxruntime does after tokens whose logits nobody wanted', async () => {
    const [ours, plain] = [newSession(), new Plain(large, 1)];
    await ours.feedUnread(prompt);
    await plain.feed([prompt]);
    const [first = 0, second = 0] = rest;
    assert.equal(difference(await ours.feed([first]), (await plain.feed([[first]]))[0]!), 0);
    await ours.feedUnread([second]);
    assert.ok(ours.truncate(prompt.length + 1));
    assert.equal(difference(await ours.feed([second]), (await plain.feed([[second]]))[0]!), 0);
    ours.dispose();
  });

  it('gives on the bundled model to the last digit what plain onnxruntime gives for a batch, within 5e-2 of each row alone', async () => {
    const rows = 4;
    const ours = newSession().fork(rows);
    const plain = new Plain(large, rows);
    const alone = new Plain(large, 1);
    let most = 0;
    for (const id of [...prompt, ...rest]) {
      const ids = Array.from({ length: rows }, (_, row) => id + row * row);
      const logits = await ours.feedRows(ids);
      const others = await plain.feed(ids.map((each) => [each]));
      for (const [row, other] of others.entries()) {
        assert.equal(difference(logits[row]!, other), 0);
      }
      const [single] = await alone.feed([[id]]);
      most = Math.max(most, difference(logits[0]!, single!));
    }
    // Measured: 0 on x64 with AVX2, where these kernels round each row by itself.
    assert.ok(most <= 5e-2, `${most}`);
    ours.dispose();
  });

  it('differs on the bundled model between cached and whole as plain onnxruntime does, within 5e-2 here', async () => {
    const ids = [...prompt, ...rest];
    const [ours, plain] = [newSession(), new Plain(large, 1)];
    let cached = (await ours.feed(prompt)).slice();
    let [plainCached] = await plain.feed([prompt]);
    for (const id of rest) {
      cached = (await ours.feed([id])).slice();
      [plainCached] = await plain.feed([[id]]);
    }
    const whole = newSession();
    const own = difference(await whole.feed(ids), cached);
    const [plainWhole] = await new Plain(large, 1).feed([ids]);
    assert.equal(own, difference(plainWhole!, plainCached!));
    // Measured: 0.021 in a logit of this text, up to 0.13 of others: activations are rounded to 8 bits.
    assert.ok(own <= 5e-2, `${own}`);
    ours.dispose();
    whole.dispose();
  });
});
