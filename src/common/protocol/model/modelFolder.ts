import { RequestType } from 'vscode-jsonrpc';
import type { FineTunedModel } from '../../models/fineTuned';

export interface ModelFolderParams {
  /** Absolute path. */
  readonly folder: string;
  /** The id that the model is to have. */
  readonly id: string;
  /** Reports `RunProgress` under this token. */
  readonly progress?: string;
}

/**
 * Looks at a folder with a fine-tuned encoder in Hugging Face layout (`config.json`, `tokenizer.json`,
 * `onnx/model*.onnx`), hashes its files, loads it and runs it once. `ChosenFileMissing` and `ChosenFileCorrupt` name
 * the file; `WrongModelKind` for another architecture or task, `LabelsMismatch`, `OutOfMemory`,
 * `Cancelled`.
 */
export const inspectModelFolder = new RequestType<ModelFolderParams, FineTunedModel, unknown>(
  'modelFolder/inspect',
);
