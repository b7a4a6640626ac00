import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bundledModel } from '../../support/modelProcess';

/** The graphs of the bundled BERT; its model card lists their outputs. */
export type BertGraph =
  | 'model_q4.onnx'
  | 'model_inspect_q4.onnx'
  | 'sentiment_q4.onnx'
  | 'ner_q4.onnx';

/** One output of a pass. */
export interface RawOutput {
  readonly data: Float32Array;
  /** With the batch dimension, which is 1. */
  readonly dims: readonly number[];
}

/**
 * The bundled BERT under plain onnxruntime, none of the product's code between: what a test compares
 * the product's numbers with, on the same machine, since quantised kernels differ between processors.
 */
export class RawBert {
  private constructor(private readonly session: InferenceSession) {}

  static async open(graph: BertGraph): Promise<RawBert> {
    const file = path.join(bundledModel('bert-base-uncased').folder, 'onnx', graph);
    return new RawBert(await InferenceSession.create(file, { intraOpNumThreads: 1 }));
  }

  /**
   * One pass over one unpadded row.
   * @param ids tokens, special tokens included; @param typeIds one for each, 0 when left out.
   * @returns an output of the graph by its name. It throws when the graph has none of that name.
   */
  async run(
    ids: readonly number[],
    typeIds: readonly number[] = ids.map(() => 0),
  ): Promise<(output: string) => RawOutput> {
    const outputs = await this.session.run({
      input_ids: int64(ids),
      attention_mask: int64(ids.map(() => 1)),
      token_type_ids: int64(typeIds),
    });
    return (name) => {
      const output = outputs[name];
      if (output === undefined) throw new Error(`the graph has no output ${name}`);
      return { data: output.data as Float32Array, dims: output.dims };
    };
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

function int64(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
}

/** The part of an output at one index of its second dimension, such as the logits of a token. */
export function rowAt({ data, dims }: RawOutput, index: number): Float32Array {
  const length = data.length / dims[1]!;
  return data.subarray(index * length, (index + 1) * length);
}

/** Log-softmax in float64 with the maximum subtracted (measures). */
export function logSoftmax(logits: Float32Array): Float64Array {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const logSum = largest + Math.log(sum);
  return Float64Array.from(logits, (logit) => logit - logSum);
}

/** 1 + number of tokens with a larger logit (measures). */
export function rankOf(logits: Float32Array, id: number): number {
  return 1 + logits.filter((logit) => logit > logits[id]!).length;
}
