import { TokenscopeError } from '../../../common/errors';
import { fineTunedCatalog, type FineTunedModel } from '../../../common/models/fineTuned';
import { modelRef } from '../../../common/models/modelCatalog';
import type { ModelFolderParams } from '../../../common/protocol/model/modelFolder';
import { encodeSentence } from '../encoder/encodeSentence';
import { runRows } from '../encoder/runRows';
import { checkOutputs, checkWidth } from '../labels/headSession';
import type { OpenModel } from '../models/openModel';
import type { RunContext } from '../models/runModel';
import { onChosenFiles } from './chosenFiles';
import { readFolderConfig, type FolderConfig } from './folderConfig';
import { folderFiles } from './folderFiles';

/** Answers `modelFolder/inspect`. */
export async function inspectFolder(
  { folder, id }: ModelFolderParams,
  { registry, token, report }: RunContext,
): Promise<FineTunedModel> {
  const { config, found } = await onChosenFiles(async () => ({
    config: await readFolderConfig(folder, id),
    found: await folderFiles(folder, token, (share) => report({ kind: 'share', share })),
  }));
  const { architecture, task, activation, contextLength } = config;
  const model: FineTunedModel = {
    ...{ id, folder, task, architecture, activation, contextLength, ...found },
    labels: config.labels ?? [],
    labelsNamed: config.labels?.some((label) => !/^LABEL_\d+$/.test(label)) ?? false,
  };
  const ref = modelRef(fineTunedCatalog(model), folder);
  try {
    const labels = await registry.use(
      { ref, task, token, onStage: (stage) => report({ kind: 'stage', stage }) },
      (open) => tryOut(open, config),
      () => {
        throw new TokenscopeError('Cancelled', {});
      },
    );
    return { ...model, labels };
  } catch (error) {
    await registry.unload(id);
    throw error;
  }
}

/** Runs the model once. @returns its labels: as it names them, or numbered as transformers does. */
async function tryOut(model: OpenModel, config: FolderConfig): Promise<readonly string[]> {
  const asks = config.task === 'question-answering';
  const outputs = asks ? ['start_logits', 'end_logits'] : ['logits'];
  checkOutputs(model, model.session, outputs);
  const row = await encodeSentence(model, 'a', ...(asks ? ['a'] : []));
  let width = 0;
  await runRows(model.session, [row], { outputs, together: () => 1 }, (_, found) => {
    width = found.get(outputs[0] ?? '').dims.at(-1) ?? 0;
  });
  if (asks) {
    return [];
  }
  const labels = config.labels ?? Array.from({ length: width }, (_, index) => `LABEL_${index}`);
  checkWidth(model, labels, width);
  return labels;
}
