import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type { InstalledModel, Labelling } from '../../../common/models/installedModel';
import { memoryOf, modelRef } from '../../../common/models/modelCatalog';
import type { ModelFolderParams } from '../../../common/protocol/model/modelFolder';
import type { RunContext } from '../models/runModel';
import { onChosenFiles } from './chosenFiles';
import { readFolderConfig, type FolderConfig } from './folderConfig';
import { folderFiles } from './folderFiles';
import { findWeights } from './lookAtFolder';
import { readShape } from './readShape';
import { tryOut } from './tryOut';

/** Answers `modelFolder/inspect`. */
export async function inspectFolder(
  params: ModelFolderParams,
  { registry, token, report }: RunContext,
): Promise<InstalledModel> {
  const { folder, id, loading = { threads: 0, memoryLimit: 0 } } = params;
  const { config, model } = await onChosenFiles(() =>
    describe(params, token, (share) => report({ kind: 'share', share })),
  );
  try {
    const found = await registry.use(
      {
        ref: modelRef(model, folder, { ...loading, memory: memoryOf(model), smaller: [] }),
        task: model.task,
        token,
        onStage: (stage) => report({ kind: 'stage', stage }),
      },
      (open) => tryOut(open, config),
      () => {
        throw new TokenscopeError('Cancelled', {});
      },
    );
    const { maskToken, labels } = found;
    return { ...model, maskToken, ...(labels && { labelling: labelling(config, labels) }) };
  } catch (error) {
    await registry.unload(id);
    throw error;
  }
}

/** What can be said of a folder before its model is loaded. */
async function describe(
  { folder, id, precision: wanted }: ModelFolderParams,
  token: CancellationToken,
  onShare: (share: number) => void,
): Promise<{ config: FolderConfig; model: InstalledModel }> {
  const config = await readFolderConfig(folder, id);
  const { task, architecture, contextLength } = config;
  const shape = readShape(config.json);
  const all = await findWeights(folder, task);
  const weights = wanted === undefined ? all[0] : all.find((each) => each.precision === wanted);
  if (!weights) {
    throw new TokenscopeError('FileMissing', { file: path.join(folder, 'onnx') });
  }
  const { files, revision } = await folderFiles(folder, weights, token, onShare);
  const { precision } = weights;
  const model: InstalledModel = {
    ...{ id, name: id, folder, task, architecture, precision, revision, contextLength, files },
    tokenizer: '',
    maskToken: null,
    // A folder need not say it.
    licence: 'unknown',
    source: 'folder',
    taskFiles: files.map((file) => file.path),
    graphs: {},
    ...(shape && { shape }),
  };
  return { config, model };
}

function labelling(config: FolderConfig, labels: readonly string[]): Labelling {
  return {
    labels,
    labelsNamed: config.labels?.some((label) => !/^LABEL_\d+$/.test(label)) ?? false,
    activation: config.activation,
  };
}
