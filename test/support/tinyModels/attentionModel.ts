import { seededRandom } from '../../../src/workers/model/decoding/random';
import { byteTokenizer } from './byteTokenizer';
import { writeModelFolder, type TinyModel } from './modelFolder';
import { OnnxGraph } from './onnxGraph';

const layers = 2;
const heads = 3;
const headWidth = 4;
const width = 8;

/** How a tiny model lies in its folder. */
interface AttentionOptions {
  /** Name of the graph without ending. */
  readonly stem?: string;
  /** Its weights are in a file beside it. */
  readonly external?: boolean;
  /** What `config.json` says of the context, true or not. */
  readonly claimed?: number;
}

/** A causal fp32 model with random weights: two layers of attention over all tokens before, with a cache. */
export function attentionModel(contextLength = 64, options: AttentionOptions = {}): TinyModel {
  const { stem = 'model', external = false, claimed = contextLength } = options;
  const { file, vocabulary } = byteTokenizer({ special: ['<|endoftext|>'] });
  const graph = attentionGraph(vocabulary.size, contextLength);
  const { graph: empty, data } = graph.encodeExternal(`${stem}.onnx_data`);
  return writeModelFolder('tiny-attention', 'text-generation', contextLength, {
    'config.json': {
      model_type: 'gpt2',
      architectures: ['GPT2LMHeadModel'],
      n_layer: layers,
      n_head: heads,
      n_embd: width,
      n_positions: claimed,
      vocab_size: vocabulary.size,
      eos_token_id: 0,
    },
    'generation_config.json': { eos_token_id: 0 },
    'tokenizer.json': file,
    'tokenizer_config.json': { tokenizer_class: 'GPT2Tokenizer' },
    [`onnx/${stem}.onnx`]: external ? empty : graph.encode(),
    ...(external && { [`onnx/${stem}.onnx_data`]: data }),
  });
}

function attentionGraph(vocabularySize: number, contextLength: number): OnnxGraph {
  const graph = new OnnxGraph();
  const random = seededRandom(1);
  const weights = (name: string, ...dims: number[]): string => {
    const count = dims.reduce((product, size) => product * size, 1);
    return graph.floats(
      name,
      dims,
      Array.from({ length: count }, () => 2 * random() - 1),
    );
  };
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'total']);
  const positions = graph.input('position_ids', 'int64', ['batch', 'sequence']);
  const words = graph.node('Gather', [weights('wte', vocabularySize, width), ids], 'words');
  const places = graph.node('Gather', [weights('wpe', contextLength, width), positions], 'places');
  let states = graph.node('Add', [words, places], 'states');

  // What comes later than a position is hidden from it: [batch, 1, sequence, total].
  const shape = graph.node('Shape', [mask], 'mask_shape');
  const total = graph.node('Gather', [shape, graph.integers('second', [1])], 'total');
  const [zero, one] = [graph.integers('zero', [0]), graph.integers('one', [1])];
  const columns = graph.node('Range', [zero, total, one], 'columns');
  const rows = graph.node('Unsqueeze', [positions, graph.integers('row_axes', [1, 3])], 'rows');
  const hidden = graph.node('Greater', [columns, rows], 'hidden');
  const never = graph.floats('never', [1], [-1e9]);

  for (let layer = 0; layer < layers; layer++) {
    const name = (part: string): string => `${layer}.${part}`;
    const wide = graph.node('Unsqueeze', [states, one], name('wide'));
    const project = (part: string): string =>
      graph.node('MatMul', [wide, weights(name(`w${part}`), heads, width, headWidth)], name(part));
    const withPast = (kind: string): string => {
      const past = graph.input(`past_key_values.${layer}.${kind}`, 'float32', [
        ...['batch', heads, 'past', headWidth],
      ]);
      const all = graph.node('Concat', [past, project(kind)], `present.${layer}.${kind}`, {
        axis: 2,
      });
      graph.output(all, ['batch', heads, 'total', headWidth]);
      return all;
    };
    const keys = graph.node('Transpose', [withPast('key')], name('keys'), { perm: [0, 1, 3, 2] });
    const products = graph.node('MatMul', [project('query'), keys], name('products'));
    const scores = graph.node('Where', [hidden, never, products], name('scores'));
    const shares = graph.node('Softmax', [scores], name('shares'), { axis: 3 });
    const mixed = graph.node('MatMul', [shares, withPast('value')], name('mixed'));
    const back = weights(name('back'), heads, headWidth, width);
    const perHead = graph.node('MatMul', [mixed, back], name('per_head'));
    const sum = graph.node('ReduceSum', [perHead, one], name('sum'), { keepdims: 0 });
    states = graph.node('Tanh', [graph.node('Add', [states, sum], name('added'))], name('states'));
  }
  graph.node('MatMul', [states, weights('unembedding', width, vocabularySize)], 'logits');
  graph.output('logits', ['batch', 'sequence', vocabularySize]);
  return graph;
}
