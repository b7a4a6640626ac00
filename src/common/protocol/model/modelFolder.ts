import { RequestType } from 'vscode-jsonrpc';
import type { InstalledModel } from '../../models/installedModel';
import type { Precision } from '../../models/precisions';
import type { LoadOptions, ModelTask } from './models';

/** Weights that a folder has. */
export interface FolderWeights {
  readonly precision: Precision;
  /** The ONNX file, below the folder. */
  readonly graph: string;
  /** Files with the data of the graph, below the folder, in their order. */
  readonly data: readonly string[];
  /** Of the graph and its data. */
  readonly bytes: number;
}

/** What stands in a folder, before anything is hashed or loaded. */
export interface FolderLook {
  readonly task: ModelTask;
  /** Such as `DistilBertForSequenceClassification`. */
  readonly architecture: string;
  /** One for each precision, the most exact first; at least one. */
  readonly weights: readonly FolderWeights[];
}

export interface LookParams {
  /** Absolute path. */
  readonly folder: string;
  /** Names the model in errors. */
  readonly id: string;
}

/**
 * Looks at a folder in Hugging Face layout: `config.json`, `tokenizer.json`, and `model.onnx` or
 * `decoder_model_merged.onnx` in `onnx/` or beside them, with the endings of the precisions.
 * `ChosenFileMissing` and `ChosenFileCorrupt` name the file; `WrongModelKind` for an architecture or
 * task that is not used here.
 */
export const lookAtModelFolder = new RequestType<LookParams, FolderLook, unknown>(
  'modelFolder/look',
);

export interface ModelFolderParams extends LookParams {
  /** Which of the weights; absent: the most exact ones. */
  readonly precision?: Precision;
  /** As of other models. */
  readonly loading?: Pick<LoadOptions, 'threads' | 'memoryLimit'>;
  /** Reports `RunProgress` under this token. */
  readonly progress?: string;
}

/**
 * Looks at a folder, hashes the files that the model loads, loads it and runs it: on a short text, and
 * at the last position of its context. Errors as of {@link lookAtModelFolder}, and `LabelsMismatch`,
 * `ContextMismatch`, `NotEnoughMemory`, `OutOfMemory`, `Cancelled`.
 */
export const inspectModelFolder = new RequestType<ModelFolderParams, InstalledModel, unknown>(
  'modelFolder/inspect',
);
