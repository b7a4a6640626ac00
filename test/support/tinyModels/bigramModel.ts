import { byteTokenizer } from './byteTokenizer';
import { writeModelFolder, type TinyModel } from './modelFolder';
import { OnnxGraph } from './onnxGraph';

const endOfText = '<|endoftext|>';

/** A causal model whose next token depends on the last one only, so that a test can write its text. */
export interface BigramModel extends TinyModel {
  readonly endId: number;
  readonly vocabularySize: number;
  /** Id of the token of one byte. */
  byteId(byte: number): number;
}

/**
 * A GPT-2-shaped model (key-value cache, position ids) with a byte-level tokenizer of single bytes.
 * @param next the logits of the next token for each token, by id; others are -10.
 */
export function bigramModel(
  next: (id: number, byteId: (byte: number) => number) => ReadonlyMap<number, number>,
  contextLength = 64,
): BigramModel {
  const { file, vocabulary } = byteTokenizer({ special: [endOfText] });
  const size = vocabulary.size;
  const byteId = (byte: number): number => byte + 1;
  const table = new Float32Array(size * size).fill(-10);
  for (let id = 0; id < size; id++) {
    for (const [following, logit] of next(id, byteId)) {
      table[id * size + following] = logit;
    }
  }
  const model = writeModelFolder('tiny-bigram', 'text-generation', contextLength, {
    'config.json': {
      model_type: 'gpt2',
      architectures: ['GPT2LMHeadModel'],
      n_layer: 1,
      n_head: 1,
      n_embd: 1,
      n_positions: contextLength,
      vocab_size: size,
      eos_token_id: 0,
    },
    'generation_config.json': { eos_token_id: 0 },
    'tokenizer.json': file,
    'tokenizer_config.json': { tokenizer_class: 'GPT2Tokenizer' },
    'onnx/model.onnx': bigramGraph(table, size),
  });
  return { ...model, endId: 0, vocabularySize: size, byteId };
}

function bigramGraph(table: Float32Array, size: number): Uint8Array {
  const graph = new OnnxGraph();
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  graph.input('attention_mask', 'int64', ['batch', 'total']);
  graph.input('position_ids', 'int64', ['batch', 'sequence']);
  graph.node('Gather', [graph.floats('table', [size, size], table), ids], 'logits', { axis: 0 });
  graph.output('logits', ['batch', 'sequence', size]);
  // The cache keeps the ids themselves: [batch, 1 head, positions, 1 wide].
  const floats = graph.node('Cast', [ids], 'id_floats', { to: 1 });
  const axes = graph.integers('axes', [1, 3]);
  const entry = graph.node('Unsqueeze', [floats, axes], 'entry');
  for (const kind of ['key', 'value']) {
    const past = graph.input(`past_key_values.0.${kind}`, 'float32', ['batch', 1, 'past', 1]);
    graph.node('Concat', [past, entry], `present.0.${kind}`, { axis: 2 });
    graph.output(`present.0.${kind}`, ['batch', 1, 'total', 1]);
  }
  return graph.encode();
}
