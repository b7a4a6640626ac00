import { onnx } from 'onnx-proto';

/** Sizes of a tensor: numbers, or names of sizes that vary. */
export type Shape = readonly (number | string)[];

const { FLOAT, FLOAT16, INT64 } = onnx.TensorProto.DataType;

/** Builds small ONNX graphs without Python: weights, nodes in order, inputs and outputs. */
export class OnnxGraph {
  private readonly nodes: onnx.INodeProto[] = [];
  private readonly weights: onnx.ITensorProto[] = [];
  private readonly inputs: onnx.IValueInfoProto[] = [];
  private readonly outputs: onnx.IValueInfoProto[] = [];

  input(name: string, type: 'float32' | 'int64', shape: Shape): string {
    this.inputs.push(valueInfo(name, type, shape));
    return name;
  }

  output(name: string, shape: Shape, type: 'float32' | 'float16' = 'float32'): void {
    this.outputs.push(valueInfo(name, type, shape));
  }

  floats(name: string, dims: readonly number[], values: Iterable<number>): string {
    const rawData = new Uint8Array(Float32Array.from(values).buffer);
    this.weights.push({ name, dims: [...dims], dataType: FLOAT, rawData });
    return name;
  }

  integers(name: string, values: readonly number[]): string {
    const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.weights.push({ name, dims: [values.length], dataType: INT64, rawData });
    return name;
  }

  /** Adds a node with one output and attributes of one or several integers. @returns the output's name. */
  node(
    opType: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
  ): string {
    this.nodes.push({
      opType,
      name: output,
      input: [...inputs],
      output: [output],
      attribute: Object.entries(attributes).map(([name, value]) =>
        typeof value === 'number'
          ? { name, type: onnx.AttributeProto.AttributeType.INT, i: value }
          : { name, type: onnx.AttributeProto.AttributeType.INTS, ints: [...value] },
      ),
    });
    return output;
  }

  encode(): Uint8Array {
    return this.encodeWith(this.weights);
  }

  /** The graph and its floats, which go into a file of this name beside it. */
  encodeExternal(file: string): { graph: Uint8Array; data: Uint8Array } {
    const pieces: Uint8Array[] = [];
    let offset = 0;
    const weights = this.weights.map((whole) => {
      // Axes and the like have to be in the graph itself: shapes depend on them.
      if (whole.dataType !== FLOAT) return whole;
      const { rawData, ...weight } = whole;
      const bytes = rawData ?? new Uint8Array();
      pieces.push(bytes);
      const place = { location: file, offset: String(offset), length: String(bytes.length) };
      offset += bytes.length;
      return {
        ...weight,
        dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
        externalData: Object.entries(place).map(([key, value]) => ({ key, value })),
      };
    });
    return { graph: this.encodeWith(weights), data: Buffer.concat(pieces) };
  }

  private encodeWith(initializer: onnx.ITensorProto[]): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: 8,
      producerName: 'tokenscope tests',
      opsetImport: [{ domain: '', version: 17 }],
      graph: {
        name: 'tiny',
        node: this.nodes,
        initializer,
        input: this.inputs,
        output: this.outputs,
      },
    }).finish();
  }
}

function valueInfo(
  name: string,
  type: 'float32' | 'float16' | 'int64',
  shape: Shape,
): onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: { float32: FLOAT, float16: FLOAT16, int64: INT64 }[type],
        shape: {
          dim: shape.map((size) =>
            typeof size === 'number' ? { dimValue: size } : { dimParam: size },
          ),
        },
      },
    },
  };
}
