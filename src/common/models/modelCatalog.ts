import type {
  GraphName,
  LoadOptions,
  ModelFile,
  ModelRef,
  ModelTask,
} from '../protocol/model/models';
import { estimateMemory, type ModelShape } from './memoryEstimate';

/** A model that Tokenscope knows: what it is, what its files are, what its numbers may be called. */
export interface CatalogModel {
  readonly id: string;
  /** Name for titles and exports, with its honest addition. */
  readonly name: string;
  readonly task: ModelTask;
  readonly architecture: string;
  /** Id in the tokenizer catalog. */
  readonly tokenizer: string;
  /** The mask token that the model was trained with; null for models without one. */
  readonly maskToken: string | null;
  /** transformers.js `dtype` of the weights. */
  readonly precision: string;
  /** Names the exact weights: for bundled models the sha256 of the weights file. */
  readonly revision: string;
  /** SPDX identifier of the weights' licence. */
  readonly licence: string;
  /** Positions of the model. */
  readonly contextLength: number;
  readonly source: 'bundled' | 'hub' | 'folder';
  /** Sizes, for an estimate of its memory; absent where `config.json` does not give them. */
  readonly shape?: ModelShape;
  /** Absolute path of its files, when they do not lie in `models/<id>/`. */
  readonly folder?: string;
  /** Every file of the model but its card, `README.md`; paths below `models/<id>/`. */
  readonly files: readonly ModelFile[];
  /** Paths of the files that its task loads. */
  readonly taskFiles: readonly string[];
  /** Paths of the files of each further graph, the ONNX file first; weights are shared with the task's. */
  readonly graphs: Readonly<Partial<Record<GraphName, readonly string[]>>>;
}

const bertFiles: readonly ModelFile[] = [
  {
    path: 'config.json',
    bytes: 524,
    sha256: '0044a9d87e9c2d64f7ed2807618bbc239ff4a6a92216af7456a8609fe9d84964',
  },
  {
    path: 'tokenizer.json',
    bytes: 466_081,
    sha256: '805f60d34aeb5d5ff8160dbb24c0ed60637b81a9a46ce887dc69ec31e25fb4c2',
  },
  {
    path: 'tokenizer_config.json',
    bytes: 215,
    sha256: 'e7c760fc50be01a7cc5d36d8c934b14762f27ebe27a7cb448cc8d73ca7a11d2b',
  },
  {
    path: 'onnx/model_q4.onnx',
    bytes: 56_287,
    sha256: 'f620ee9938fbbb7c743030c8fa7f6d39a4f2ee15dc453eb33202e27ecdd7cf0a',
  },
  {
    path: 'onnx/model_q4.onnx_data',
    bytes: 74_370_176,
    sha256: '278148beb0a3f93c62efd32775dbff710add4fba251599285cbbf3c624e09462',
  },
  {
    path: 'onnx/model_inspect_q4.onnx',
    bytes: 66_626,
    sha256: '5dbb7617275ce6917c79975aaf7d40bf7b053c40d91a4519e2062470e9bd085d',
  },
  {
    path: 'onnx/sentiment_q4.onnx',
    bytes: 89_512,
    sha256: 'b93e7fbbff899630bdf2e59c23f1a7c91cb0d2a365f0905601cdc092809c3252',
  },
  {
    path: 'onnx/sentiment_q4.onnx_data',
    bytes: 2_359_296,
    sha256: 'e397422acc46573daa374ee999cecc07b882edb91799b4e88eee9f05e37d7ef8',
  },
  {
    path: 'onnx/ner_q4.onnx',
    bytes: 108_984,
    sha256: '05020c147875d73cb0e73ce751e8dc1b73c8d56cf534ac4295364d8647380e9e',
  },
  {
    path: 'onnx/ner_q4.onnx_data',
    bytes: 2_359_296,
    sha256: '3db17b0d9a47389949963d23d42965b24f8d05e4283c83e52c3ea63b9d81a9ea',
  },
  {
    path: 'tasks.json',
    bytes: 371,
    sha256: '3c5cfcbb1813ca55daaa4a0d394e675cc39b9c7a4d834b32b55473bd6d5255e7',
  },
];

const gpt2StarterFiles: readonly ModelFile[] = [
  {
    path: 'config.json',
    bytes: 571,
    sha256: 'cfa5ecc1e73cb8612d8013376b38ef57db3c985dc839e83dbcde66d401d632d0',
  },
  {
    path: 'generation_config.json',
    bytes: 49,
    sha256: '82dcfd27a6a87d3271e362615da15ba0d9dd7e260f48b0dd3b23385a301387c6',
  },
  {
    path: 'tokenizer.json',
    bytes: 1_355_342,
    sha256: 'dc6951cefeb9729a7cd13cae96821b96ed13796a29814fa978a467aef965396d',
  },
  {
    path: 'tokenizer_config.json',
    bytes: 193,
    sha256: '069df44c352ad8cbbcf233c044de6f6529c5cd31365b57f489ff053878fa62a7',
  },
  {
    path: 'onnx/model_quantized.onnx',
    bytes: 31_429,
    sha256: '636f55f0b50a7d7697a64254d26e7ac83907670fcad84abf18571b77a99d19c3',
  },
  {
    path: 'onnx/model_quantized.onnx_data',
    bytes: 20_938_240,
    sha256: 'd4edc1182d13a0eddef8e9a2a9e45148de01b7032825ab163f1a216818fe01be',
  },
  {
    path: 'onnx/model_inspect_quantized.onnx',
    bytes: 30_921,
    sha256: '3b989d3a068e68056479e2c8846c1977db51dcf65bcc83a7435c293041d916b0',
  },
];

/** The models that ship with the extension. */
export const bundledModels: readonly CatalogModel[] = [
  {
    id: 'bert-base-uncased',
    name: 'bert-base-uncased',
    task: 'fill-mask',
    architecture: 'BertForMaskedLM',
    tokenizer: 'bert-base-uncased',
    maskToken: '[MASK]',
    precision: 'q4',
    revision: '278148beb0a3f93c62efd32775dbff710add4fba251599285cbbf3c624e09462',
    licence: 'Apache-2.0',
    contextLength: 512,
    source: 'bundled',
    shape: { layers: 12, heads: 12, keyValueHeads: 12, headWidth: 64, vocabulary: 30_522 },
    files: bertFiles,
    taskFiles: [
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model_q4.onnx',
      'onnx/model_q4.onnx_data',
    ],
    graphs: {
      inspect: ['onnx/model_inspect_q4.onnx'],
      sentiment: ['onnx/sentiment_q4.onnx', 'onnx/sentiment_q4.onnx_data', 'tasks.json'],
      ner: ['onnx/ner_q4.onnx', 'onnx/ner_q4.onnx_data', 'tasks.json'],
    },
  },
  {
    id: 'gpt2-starter',
    name: "gpt2-starter (trained for Tokenscope, not OpenAI's GPT-2)",
    task: 'text-generation',
    architecture: 'GPT2LMHeadModel',
    tokenizer: 'gpt2',
    maskToken: null,
    precision: 'q8',
    revision: 'd4edc1182d13a0eddef8e9a2a9e45148de01b7032825ab163f1a216818fe01be',
    licence: 'MIT',
    contextLength: 512,
    source: 'bundled',
    shape: { layers: 6, heads: 4, keyValueHeads: 4, headWidth: 64, vocabulary: 50_257 },
    files: gpt2StarterFiles,
    taskFiles: [
      'config.json',
      'generation_config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model_quantized.onnx',
      'onnx/model_quantized.onnx_data',
    ],
    graphs: { inspect: ['onnx/model_inspect_quantized.onnx'] },
  },
];

/** Bytes on disk of the files that the model's task loads. */
export function taskBytes(model: CatalogModel): number {
  return model.files
    .filter((file) => model.taskFiles.includes(file.path))
    .reduce((sum, file) => sum + file.bytes, 0);
}

/** Bytes of memory that the model needs at most, as {@link estimateMemory} has it. */
export function memoryOf(model: CatalogModel): number {
  const weights = model.files.filter(
    ({ path }) => model.taskFiles.includes(path) && /\.onnx([._]data(_\d+)?)?$/.test(path),
  );
  return estimateMemory({
    task: model.task,
    precision: model.precision,
    weightBytes: weights.reduce((sum, { bytes }) => sum + bytes, 0),
    contextLength: model.contextLength,
    shape: model.shape ?? null,
  });
}

/**
 * The model as the model process needs it.
 * @param folder absolute path of its files.
 * @param loading absent: without an estimate, on automatic threads.
 */
export function modelRef(model: CatalogModel, folder: string, loading?: LoadOptions): ModelRef {
  const filesOf = (paths: readonly string[]): ModelFile[] =>
    model.files.filter(({ path }) => paths.includes(path));
  return {
    id: model.id,
    task: model.task,
    folder,
    files: filesOf(model.taskFiles),
    graphs: Object.fromEntries(
      Object.entries(model.graphs).map(([name, paths]) => [
        name,
        { path: paths[0] ?? '', files: filesOf(paths) },
      ]),
    ),
    precision: model.precision,
    revision: model.revision,
    contextLength: model.contextLength,
    ...(model.source !== 'bundled' && { chosen: true }),
    ...(loading && { loading }),
  };
}
