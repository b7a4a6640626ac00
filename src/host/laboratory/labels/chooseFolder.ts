import type { Uri } from 'vscode';
import { l10n, ProgressLocation, window, workspace } from 'vscode';
import { bundledModels } from '../../../common/models/modelCatalog';
import type { FineTunedModel } from '../../../common/models/fineTuned';
import { inspectModelFolder } from '../../../common/protocol/model/modelFolder';
import { runProgress } from '../../../common/protocol/model/run';
import type { WorkerClient } from '../../../common/processes';
import { checkTrust } from '../../tokenizers/tokenizerSources';
import { bundledHead } from '../../../common/protocol/views/laboratory/labels';
import type { FineTunedModels } from './fineTunedModels';

let choices = 0;

/**
 * Asks for a folder with a fine-tuned model, or takes the one given, has it tried out and remembers it.
 * @returns undefined when the user gave up.
 * @throws TokenscopeError `WorkspaceUntrusted`, or as `inspectModelFolder` does.
 */
export async function chooseFolder(
  given: Uri | undefined,
  models: FineTunedModels,
  worker: WorkerClient,
): Promise<FineTunedModel | undefined> {
  const folder = given ?? (await browse());
  if (!folder) {
    return undefined;
  }
  checkTrust(folder, workspace.isTrusted);
  const taken = new Set([bundledHead, ...bundledModels.map(({ id }) => id)]);
  const id = models.idFor(folder.fsPath, taken);
  const progress = `model-folder-${++choices}`;
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Trying out {0}', id),
    cancellable: true,
  };
  const model = await window.withProgress(options, (bar, token) => {
    let shown = 0;
    return worker.request(inspectModelFolder, { folder: folder.fsPath, id, progress }, token, {
      type: runProgress,
      token: progress,
      handler: (value) => {
        if (value.kind === 'share') {
          bar.report({
            message: l10n.t('hashing its files'),
            increment: 100 * (value.share - shown),
          });
          shown = value.share;
        } else {
          bar.report({ message: l10n.t('reading its weights') });
        }
      },
    });
  });
  await models.keep(model);
  return model;
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t(
      'Choose a Fine-Tuned Model Folder (config.json, tokenizer.json, onnx/model.onnx)',
    ),
    openLabel: l10n.t('Choose'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}
