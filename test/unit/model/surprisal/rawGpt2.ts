import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bundledModel } from '../../../support/modelProcess';

/** The starter's weights in plain onnxruntime. */
export class RawGpt2 {
  private constructor(private readonly session: InferenceSession) {}

  static async open(): Promise<RawGpt2> {
    const file = path.join(bundledModel('gpt2-starter').folder, 'onnx/model_quantized.onnx');
    return new RawGpt2(await InferenceSession.create(file, { intraOpNumThreads: 1 }));
  }

  /** ln p at each position, fed chunk by chunk with the cache. */
  async logProbs(ids: readonly number[], chunk: number): Promise<Float64Array[]> {
    let past: Record<string, Tensor> = Object.fromEntries(
      this.session.inputNames
        .filter((name) => name.startsWith('past'))
        .map((name) => [name, new Tensor('float32', new Float32Array(0), [1, 4, 0, 64])]),
    );
    const rows: Float64Array[] = [];
    for (let from = 0; from < ids.length; from += chunk) {
      const fed = ids.slice(from, from + chunk);
      const outputs = await this.session.run({
        input_ids: int64(fed),
        position_ids: int64(fed.map((_, index) => from + index)),
        attention_mask: int64(new Array<number>(from + fed.length).fill(1)),
        ...past,
      });
      past = Object.fromEntries(
        Object.entries(outputs)
          .filter(([name]) => name.startsWith('present'))
          .map(([name, value]) => [name.replace('present', 'past_key_values'), value]),
      );
      const logits = outputs['logits']!.data as Float32Array;
      const width = logits.length / fed.length;
      fed.forEach((_, row) =>
        rows.push(logSoftmax(logits.subarray(row * width, (row + 1) * width))),
      );
    }
    return rows;
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

function int64(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
}

function logSoftmax(logits: Float32Array): Float64Array {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return Float64Array.from(logits, (logit) => logit - largest - Math.log(sum));
}
