import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { LabelsView } from '../../../common/protocol/views/laboratory/labels';
import { pythonString } from '../../../common/tokens/stringLiteral';

/**
 * Python that gives the labels again: for a bundled adapter plain onnxruntime, since it is on no hub, for
 * a folder a pipeline of transformers over its ONNX file.
 * @param folder of the model.
 */
export function labelsPython(result: LabelsView, model: CatalogModel, folder: string): string {
  const lines = result.head.bundled ? adapterLines(result, folder) : pipelineLines(result, model);
  return [...lines, ''].join('\n');
}

function adapterLines(result: LabelsView, folder: string): string[] {
  const entities = result.task === 'entities';
  return [
    '# pip install onnxruntime tokenizers numpy',
    'import numpy',
    'import onnxruntime',
    'from tokenizers import Tokenizer',
    '',
    '# The adapter was trained for Tokenscope and is on no hub: this reads the file that came with it.',
    `folder = ${pythonString(folder)}`,
    `labels = ${pythonList(result.head.labels)}`,
    'tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")',
    'tokenizer.enable_truncation(512)',
    `session = onnxruntime.InferenceSession(folder + "/onnx/${entities ? 'ner' : 'sentiment'}_q4.onnx")`,
    ...textLines(result.texts),
    'for text in texts:',
    '    encoding = tokenizer.encode(text)',
    '    row = lambda values: numpy.array([values], dtype=numpy.int64)',
    '    feeds = {',
    '        "input_ids": row(encoding.ids),',
    '        "attention_mask": row(encoding.attention_mask),',
    '        "token_type_ids": row(encoding.type_ids),',
    '    }',
    '    logits = session.run(["logits"], feeds)[0][0].astype(numpy.float64)',
    '    weights = numpy.exp(logits - logits.max(-1, keepdims=True))',
    '    p = weights / weights.sum(-1, keepdims=True)',
    ...(entities ? entityLines : ['    print(labels[p.argmax()], dict(zip(labels, p)), text)']),
  ];
}

/** Each word's label, read at its first piece; entities are runs of B-X I-X I-X. */
const entityLines = [
  '    for position, word in enumerate(encoding.word_ids):',
  '        if word is None or word == encoding.word_ids[position - 1]:',
  '            continue',
  '        start, end = encoding.word_to_chars(word)',
  '        label = labels[p[position].argmax()]',
  '        if label != "O":',
  '            print(label, p[position].max(), text[start:end], sep="\\t")',
];

function pipelineLines(result: LabelsView, { folder = '', files }: CatalogModel): string[] {
  const graph = files.find(({ path }) => path.endsWith('.onnx'))?.path ?? 'onnx/model.onnx';
  const { task, kind, options, call } = pipelineOf(result);
  return [
    '# pip install "optimum[onnxruntime]" transformers',
    `from optimum.onnxruntime import ${kind}`,
    'from transformers import AutoTokenizer, pipeline',
    '',
    `folder = ${pythonString(folder)}`,
    `model = ${kind}.from_pretrained(folder, file_name=${pythonString(graph)})`,
    'tokenizer = AutoTokenizer.from_pretrained(folder)',
    `pipe = pipeline("${task}", model=model, tokenizer=tokenizer${options})`,
    ...textLines(result.texts),
    'for text in texts:',
    `    print(${call}, text)`,
  ];
}

function pipelineOf(result: LabelsView) {
  switch (result.task) {
    case 'classification':
      return {
        task: 'text-classification',
        kind: 'ORTModelForSequenceClassification',
        options: ', top_k=None',
        call: 'pipe(text, truncation=True)',
      };
    case 'entities':
      return {
        task: 'token-classification',
        kind: 'ORTModelForTokenClassification',
        options: ', aggregation_strategy="first"',
        call: 'pipe(text)',
      };
    case 'answer':
      return {
        task: 'question-answering',
        kind: 'ORTModelForQuestionAnswering',
        options: '',
        // Its scores are products of two softmaxes in one window: other numbers, the same order.
        call: `pipe(question=${pythonString(result.question)}, context=text, doc_stride=128, max_answer_len=30, top_k=10, handle_impossible_answer=True)`,
      };
  }
}

function textLines(texts: readonly string[]): string[] {
  return ['texts = [', ...texts.map((text) => `    ${pythonString(text)},`), ']'];
}

function pythonList(values: readonly string[]): string {
  return `[${values.map(pythonString).join(', ')}]`;
}
