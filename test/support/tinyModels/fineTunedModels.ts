import { byteTokenizer } from './byteTokenizer';
import { writeModelFolder, type TinyModel } from './modelFolder';
import { OnnxGraph } from './onnxGraph';

const special = ['<s>', '<pad>', '</s>', '<unk>', '<mask>'];

/** What the words of a tiny model mean; words begin with a space, such as ` good`. */
export interface TinyWords {
  /** Logits of each word; all other tokens have zeros. */
  readonly words: Readonly<Record<string, readonly number[]>>;
  /** Added to `config.json`. */
  readonly config?: object;
  /** Tokens that it takes. */
  readonly contextLength?: number;
}

/** A DistilBERT-shaped classifier: the logits of a text are the sums over its tokens. */
export function tinyClassifier(options: TinyWords): TinyModel {
  return tinyModel(
    'tiny-classifier',
    'DistilBertForSequenceClassification',
    options,
    (graph, gather, width) => {
      const axes = graph.integers('axes', [1]);
      graph.node('ReduceSum', [gather(0, width, 'by_token'), axes], 'logits', { keepdims: 0 });
      graph.output('logits', ['batch', width]);
    },
  );
}

/** A RoBERTa-shaped tagger: the logits of each token. */
export function tinyTagger(options: TinyWords): TinyModel {
  return tinyModel(
    'tiny-tagger',
    'RobertaForTokenClassification',
    options,
    (graph, gather, width) => {
      gather(0, width, 'logits');
      graph.output('logits', ['batch', 'sequence', width]);
    },
  );
}

/** A RoBERTa-shaped reader: start logit and end logit of each token. */
export function tinyReader(options: TinyWords): TinyModel {
  return tinyModel('tiny-reader', 'RobertaForQuestionAnswering', options, (graph, gather) => {
    const axes = graph.integers('axes', [2]);
    graph.node('Squeeze', [gather(0, 1, 'starts'), axes], 'start_logits');
    graph.node('Squeeze', [gather(1, 1, 'ends'), axes], 'end_logits');
    graph.output('start_logits', ['batch', 'sequence']);
    graph.output('end_logits', ['batch', 'sequence']);
  });
}

/** Adds [batch, sequence, width] from a slice of the words' logits. */
type Gather = (from: number, width: number, output: string) => string;

function tinyModel(
  id: string,
  architecture: string,
  { words, config = {}, contextLength = 64 }: TinyWords,
  head: (graph: OnnxGraph, gather: Gather, width: number) => void,
): TinyModel {
  const { file, vocabulary } = byteTokenizer({ special, words: Object.keys(words), wrap: true });
  const graph = new OnnxGraph();
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  const all = Math.max(...Object.values(words).map((logits) => logits.length));
  const gather: Gather = (from, width, output) => {
    const table = new Float32Array(vocabulary.size * width);
    for (const [word, logits] of Object.entries(words)) {
      table.set(logits.slice(from, from + width), vocabulary.get(tokenOf(word))! * width);
    }
    const weights = graph.floats(`${output}_table`, [vocabulary.size, width], table);
    return graph.node('Gather', [weights, ids], output, { axis: 0 });
  };
  head(graph, gather, all);
  const distil = architecture.startsWith('Distil');
  const task = architecture.endsWith('QuestionAnswering')
    ? 'question-answering'
    : architecture.endsWith('TokenClassification')
      ? 'token-classification'
      : 'text-classification';
  return writeModelFolder(id, task, contextLength, {
    'config.json': {
      model_type: distil ? 'distilbert' : 'roberta',
      architectures: [architecture],
      vocab_size: vocabulary.size,
      // RoBERTa's first two positions are for padding.
      max_position_embeddings: contextLength + (distil ? 0 : 2),
      ...config,
    },
    'tokenizer.json': file,
    'tokenizer_config.json': { tokenizer_class: 'RobertaTokenizer' },
    'onnx/model.onnx': graph.encode(),
  });
}

/** A word with its space, in GPT-2's alphabet of bytes. */
function tokenOf(word: string): string {
  return word.replace(' ', 'Ġ');
}
