import { NotificationType, ProgressType, RequestType } from 'vscode-jsonrpc';

/** The kinds of work that a model can be loaded for. */
export type ModelTask =
  | 'fill-mask'
  | 'text-generation'
  | 'text-classification'
  | 'token-classification'
  | 'question-answering';

/** Graphs that a model can have over the weights of its main one: every inner output, and task adapters. */
export type GraphName = 'inspect' | 'sentiment' | 'ner';

/** A file of a model, as the catalog knows it. */
export interface ModelFile {
  /** Path below the model's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A further graph of a model. */
export interface ModelGraph {
  /** The ONNX file, below the model's folder. */
  readonly path: string;
  /** What it needs besides the files that the model's task loads: checked before its first use. */
  readonly files: readonly ModelFile[];
}

/** How a model is to be loaded. */
export interface LoadOptions {
  /** Threads of a run; 0 for all physical cores but one. */
  readonly threads: number;
  /** Bytes that all loaded models may have together; 0 for whatever is free. */
  readonly memoryLimit: number;
  /** Bytes that this one needs at most, estimated. */
  readonly memory: number;
  /** Other models of this task that need less, the largest first: what to propose when it does not fit. */
  readonly smaller: readonly { readonly id: string; readonly memory: number }[];
}

/** A model as the model process needs it. */
export interface ModelRef {
  readonly id: string;
  readonly task: ModelTask;
  /** Absolute path of the folder in Hugging Face layout. */
  readonly folder: string;
  /** Files that this task loads: sizes and hashes are checked before the first use. */
  readonly files: readonly ModelFile[];
  readonly graphs: Readonly<Partial<Record<GraphName, ModelGraph>>>;
  /** transformers.js `dtype`, such as `q4` or `q8`. */
  readonly precision: string;
  /** Whatever names the exact weights: a hub commit, or the sha256 of the weights file. */
  readonly revision: string;
  /** Positions of the model: tokens it can take, special tokens included. */
  readonly contextLength: number;
  /** The user chose the folder: what is wrong with its files is theirs to mend. */
  readonly chosen?: true;
  readonly loading?: LoadOptions;
}

/** What a loaded model is, for the interface. */
export interface LoadedModel {
  readonly id: string;
  readonly loadMilliseconds: number;
  /** Growth of the process's resident set while the model was loaded. */
  readonly memoryBytes: number;
}

export interface LoadParams {
  readonly model: ModelRef;
  readonly progress?: string;
}
/** Loads the model, or answers at once when it is loaded. `FileMissing` and `FileCorrupt` name the file. */
export const loadModel = new RequestType<LoadParams, LoadedModel, unknown>('models/load');
export type LoadStage = 'verifying' | 'loading' | 'ready';
export const loadProgress = new ProgressType<LoadStage>();

/** Frees the model's sessions; true when it was loaded. */
export const unloadModel = new RequestType<{ readonly id: string }, boolean, unknown>(
  'models/unload',
);

export interface VerifyParams {
  readonly model: ModelRef;
  /** Reports the share of the bytes, from 0 to 1, under this token. */
  readonly progress: string;
}
/** Hashes all files of the model anew. Errors as of a load: the first file that is missing or changed. */
export const verifyModel = new RequestType<
  VerifyParams,
  { readonly files: number; readonly bytes: number },
  unknown
>('models/verify');
export const verifyProgress = new ProgressType<number>();

/** The loaded models, sent whole after every load and unload. */
export const modelsChanged = new NotificationType<{ readonly loaded: readonly LoadedModel[] }>(
  'models/changed',
);
/** Models were unloaded since another one needs their memory. */
export const modelsEvicted = new NotificationType<ModelsEvicted>('models/evicted');
export interface ModelsEvicted {
  /** The least recently used ones. */
  readonly unloaded: readonly string[];
  readonly for: string;
}
/** The models that are being loaded: while there are any, the process cannot answer or cancel. */
export const loadingChanged = new NotificationType<{ readonly loading: readonly string[] }>(
  'models/loading',
);
