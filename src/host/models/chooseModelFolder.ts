import { l10n, ProgressLocation, Uri, window, workspace, type CancellationToken } from 'vscode';
import type { InstalledModel } from '../../common/models/installedModel';
import type { Precision } from '../../common/models/precisions';
import type { WorkerClient } from '../../common/processes';
import {
  inspectModelFolder,
  lookAtModelFolder,
  type FolderWeights,
  type ModelFolderParams,
} from '../../common/protocol/model/modelFolder';
import { runProgress, type RunProgress } from '../../common/protocol/model/run';
import { checkTrust } from '../tokenizers/tokenizerSources';
import type { InstalledModels } from './installedModels';
import type { LoadSettings } from './loadSettings';
import { aboutPrecision } from './precisionWords';
import { shownSize } from './shownSize';

let choices = 0;

/** What tries a folder out. */
export interface FolderProbe {
  /** The model process. */
  readonly worker: WorkerClient;
  readonly loadSettings: LoadSettings;
}

/** What to choose; what is left out is asked of the user. */
export interface FolderChoice {
  readonly folder?: Uri;
  readonly precision?: Precision;
}

/**
 * Asks for a folder with a model, and for one of its precisions, has it tried out and remembers it.
 * @returns undefined when the user gave up.
 * @throws TokenscopeError `WorkspaceUntrusted`, or as `inspectModelFolder` does.
 */
export async function chooseModelFolder(
  given: FolderChoice,
  models: InstalledModels,
  { worker, loadSettings }: FolderProbe,
): Promise<InstalledModel | undefined> {
  const folder = (given.folder ?? (await browse()))?.fsPath;
  if (folder === undefined) {
    return undefined;
  }
  checkTrust(Uri.file(folder), workspace.isTrusted);
  const name = models.nameOf(folder);
  const { weights } = await worker.request(lookAtModelFolder, { folder, id: name });
  const precision = given.precision ?? (await pickWeights(name, weights));
  if (precision === undefined) {
    return undefined;
  }
  const id = models.idFor({ name, family: folder, precision });
  const loading = loadSettings.now;
  const model = await tryModelFolder({ folder, id, precision, loading }, worker);
  await models.keep(model);
  return model;
}

/**
 * Has a model tried out, while a notification tells how far that is.
 * @throws TokenscopeError as `inspectModelFolder` does.
 */
export async function tryModelFolder(
  params: Omit<ModelFolderParams, 'progress'>,
  worker: WorkerClient,
): Promise<InstalledModel> {
  const progress = `model-folder-${++choices}`;
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Trying out {0}', params.id),
    cancellable: true,
  };
  return window.withProgress(options, (bar, token: CancellationToken) => {
    let shown = 0;
    return worker.request(inspectModelFolder, { ...params, progress }, token, {
      type: runProgress,
      token: progress,
      handler: (value: RunProgress) => {
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
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Choose a Model Folder (config.json, tokenizer.json, onnx/model.onnx)'),
    openLabel: l10n.t('Choose'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}

/** The one precision that there is, or the one that the user picks. */
export async function pickWeights(
  name: string,
  weights: readonly FolderWeights[],
): Promise<Precision | undefined> {
  const [only, ...others] = weights;
  if (others.length === 0) {
    return only?.precision;
  }
  const items = weights.map(({ precision, bytes }) => ({
    label: precision,
    description: shownSize(bytes),
    detail: aboutPrecision(precision),
    precision,
  }));
  const placeHolder = l10n.t('Which precision of {0}?', name);
  return (await window.showQuickPick(items, { placeHolder }))?.precision;
}
