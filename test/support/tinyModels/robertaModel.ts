import { byteTokenizer } from './byteTokenizer';
import { writeModelFolder, type TinyModel } from './modelFolder';
import { OnnxGraph } from './onnxGraph';

/** A masked model with RoBERTa's tokens: `<mask>` takes its space along, words begin with a space. */
export interface RobertaModel extends TinyModel {
  id(token: string): number;
}

const special = ['<s>', '<pad>', '</s>', '<unk>', '<mask>'];

/**
 * A RoBERTa-shaped model (no token types) over bytes and some words. Its answer at `<mask>` is the
 * same in every sentence: the logits given, 0 for all other tokens.
 * @param logits by token, such as `ĠParis`.
 */
export function robertaModel(
  words: readonly string[],
  logits: Readonly<Record<string, number>>,
  contextLength = 32,
): RobertaModel {
  const { file, vocabulary } = byteTokenizer({ special, words, wrap: true });
  const size = vocabulary.size;
  const id = (token: string): number => {
    const found = vocabulary.get(token);
    if (found === undefined) throw new Error(`no token ${token}`);
    return found;
  };
  const table = new Float32Array(size * size);
  for (const [token, logit] of Object.entries(logits)) {
    table[id('<mask>') * size + id(token)] = logit;
  }
  const graph = new OnnxGraph();
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  graph.node('Gather', [graph.floats('table', [size, size], table), ids], 'logits', { axis: 0 });
  graph.output('logits', ['batch', 'sequence', size]);
  const model = writeModelFolder('tiny-roberta', 'fill-mask', contextLength, {
    'config.json': {
      model_type: 'roberta',
      architectures: ['RobertaForMaskedLM'],
      vocab_size: size,
      max_position_embeddings: contextLength + 2,
    },
    'tokenizer.json': file,
    'tokenizer_config.json': { tokenizer_class: 'RobertaTokenizer', mask_token: '<mask>' },
    'onnx/model.onnx': graph.encode(),
  });
  return { ...model, id };
}
