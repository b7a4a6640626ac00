import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundledModel } from '../modelProcess';
import { writeModelFolder, type TinyModel } from './modelFolder';
import { OnnxGraph } from './onnxGraph';

export interface Gpt2Sizes {
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly contextLength: number;
}

/** GPT-2 small: 124M parameters. */
export const gpt2Small: Gpt2Sizes = { layers: 12, heads: 12, width: 768, contextLength: 1024 };

const vocabularySize = 50_257;

/**
 * GPT-2's architecture (Radford et al. 2019) in the layout that Optimum exports, fp32, with random weights
 * and GPT-2's tokenizer: as fast as the real one, and with nothing to say.
 */
export function randomGpt2(sizes: Gpt2Sizes): TinyModel {
  const { layers, heads, width, contextLength } = sizes;
  const { graph, data } = gpt2Graph(sizes).encodeExternal('model.onnx_data');
  const { folder } = bundledModel('gpt2-starter');
  return writeModelFolder('random-gpt2', 'text-generation', contextLength, {
    'config.json': {
      model_type: 'gpt2',
      architectures: ['GPT2LMHeadModel'],
      n_layer: layers,
      n_head: heads,
      n_embd: width,
      n_positions: contextLength,
      vocab_size: vocabularySize,
      eos_token_id: 50_256,
      'transformers.js_config': { use_external_data_format: { 'model.onnx': 1 } },
    },
    'generation_config.json': { eos_token_id: 50_256 },
    'tokenizer.json': readFileSync(path.join(folder, 'tokenizer.json')),
    'tokenizer_config.json': { tokenizer_class: 'GPT2Tokenizer' },
    'onnx/model.onnx': graph,
    'onnx/model.onnx_data': data,
  });
}

/** Evenly between -0.035 and 0.035, about the deviation that GPT-2 is initialised with. */
function randomWeights(count: number, seed: number): Float32Array {
  const values = new Float32Array(count);
  let state = seed * 2_654_435_761 + 1;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    values[index] = (state / 2 ** 31) * 0.035;
  }
  return values;
}

function gpt2Graph({ layers, heads, width, contextLength }: Gpt2Sizes): OnnxGraph {
  const graph = new OnnxGraph();
  const node = graph.node.bind(graph);
  const headWidth = width / heads;
  let seed = 0;
  const matrix = (name: string, rows: number, columns: number): string =>
    graph.floats(name, [rows, columns], randomWeights(rows * columns, ++seed));
  const constant = (name: string, value: number): string => graph.floats(name, [1], [value]);
  const linear = (input: string, name: string, from: number, to: number): string =>
    node(
      'Add',
      [
        node('MatMul', [input, matrix(`${name}.weight`, from, to)], `${name}.product`),
        graph.floats(`${name}.bias`, [to], new Float32Array(to)),
      ],
      name,
    );
  const norm = (input: string, name: string): string =>
    node(
      'LayerNormalization',
      [
        input,
        graph.floats(`${name}.gain`, [width], new Float32Array(width).fill(1)),
        graph.floats(`${name}.shift`, [width], new Float32Array(width)),
      ],
      name,
    );

  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'total']);
  const positions = graph.input('position_ids', 'int64', ['batch', 'sequence']);
  const table = matrix('wte', vocabularySize, width);
  const places = node('Gather', [matrix('wpe', contextLength, width), positions], 'places');
  let states = node('Add', [node('Gather', [table, ids], 'words'), places], 'states');

  // What comes later than a position is hidden from it: [batch, 1, sequence, total].
  const total = node(
    'Gather',
    [node('Shape', [mask], 'mask_shape'), graph.integers('second', [1])],
    'total',
  );
  const range = [graph.integers('zero', [0]), total, graph.integers('one', [1])];
  const rows = node('Unsqueeze', [positions, graph.integers('row_axes', [1, 3])], 'rows');
  const hidden = node('Greater', [node('Range', range, 'columns'), rows], 'hidden');
  const never = constant('never', -1e9);
  const scale = constant('scale', 1 / Math.sqrt(headWidth));
  const toHeads = graph.integers('to_heads', [0, 0, heads, headWidth]);
  const toWidth = graph.integers('to_width', [0, 0, width]);

  for (let layer = 0; layer < layers; layer++) {
    const at = (part: string): string => `${layer}.${part}`;
    const normed = norm(states, at('norm1'));
    const perHead = (part: string): string => {
      const wide = linear(normed, at(part), width, width);
      const split = node('Reshape', [wide, toHeads], at(`${part}.split`));
      return node('Transpose', [split], at(`${part}.heads`), { perm: [0, 2, 1, 3] });
    };
    const withPast = (kind: string): string => {
      const shape = (length: string): (string | number)[] => ['batch', heads, length, headWidth];
      const past = graph.input(`past_key_values.${layer}.${kind}`, 'float32', shape('past'));
      const all = `present.${layer}.${kind}`;
      node('Concat', [past, perHead(kind)], all, { axis: 2 });
      graph.output(all, shape('total'));
      return all;
    };
    const keys = node('Transpose', [withPast('key')], at('keys'), { perm: [0, 1, 3, 2] });
    const products = node('MatMul', [perHead('query'), keys], at('products'));
    const scaled = node('Mul', [products, scale], at('scaled'));
    const scores = node('Where', [hidden, never, scaled], at('scores'));
    const shares = node('Softmax', [scores], at('shares'), { axis: 3 });
    const mixed = node('MatMul', [shares, withPast('value')], at('mixed'));
    const back = node('Transpose', [mixed], at('back'), { perm: [0, 2, 1, 3] });
    const joined = node('Reshape', [back, toWidth], at('joined'));
    const attended = linear(joined, at('attended'), width, width);
    states = node('Add', [states, attended], at('after_attention'));

    const inner = linear(norm(states, at('norm2')), at('inner'), width, 4 * width);
    const active = geluNew(graph, inner, at('gelu'));
    states = node('Add', [states, linear(active, at('outer'), 4 * width, width)], at('states'));
  }
  // The unembedding is the table of the words.
  const unembedding = node('Transpose', [table], 'unembedding', { perm: [1, 0] });
  node('MatMul', [norm(states, 'norm'), unembedding], 'logits');
  graph.output('logits', ['batch', 'sequence', vocabularySize]);
  return graph;
}

/** x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) (Hendrycks & Gimpel 2016), as GPT-2 has it. */
function geluNew(graph: OnnxGraph, x: string, name: string): string {
  const constant = (part: string, value: number): string =>
    graph.floats(`${name}.${part}`, [1], [value]);
  const apply = (type: string, inputs: string[], part: string): string =>
    graph.node(type, inputs, `${name}.${part}.out`);
  const square = apply('Mul', [x, x], 'square');
  const cube = apply('Mul', [square, x], 'cube');
  const small = apply('Mul', [cube, constant('cubic', 0.044715)], 'small');
  const sum = apply('Add', [x, small], 'sum');
  const tanh = apply(
    'Tanh',
    [apply('Mul', [sum, constant('root', Math.sqrt(2 / Math.PI))], 'scaled')],
    'tanh',
  );
  const shifted = apply('Add', [tanh, constant('one', 1)], 'shifted');
  const half = apply('Mul', [x, constant('half', 0.5)], 'halved');
  return apply('Mul', [half, shifted], 'product');
}
