import { complete, completionProgress } from '../../common/protocol/model/completion';
import { beamProgress, completeBeams } from '../../common/protocol/model/completionBeams';
import { completeSamples } from '../../common/protocol/model/completionSamples';
import { fillMask } from '../../common/protocol/model/fillMask';
import {
  loadingChanged,
  loadModel,
  loadProgress,
  modelsChanged,
  modelsEvicted,
  unloadModel,
  verifyModel,
  verifyProgress,
  type LoadStage,
} from '../../common/protocol/model/models';
import {
  addRows,
  beginTable,
  dropTable,
  endTable,
  type TableRef,
} from '../../common/protocol/model/writeTable';
import { serve } from '../../common/rpc/serve';
import { OpenTables } from '../exports/openTables';
import { connectToParent } from '../runtime/connection';
import { completeText } from './completion/complete';
import { completeWithBeams } from './completion/completeBeams';
import { completeWithSamples } from './completion/completeSamples';
import { fillMasks } from './fillMask/fillMask';
import { serveLaboratory } from './laboratory';
import { onChosenFiles } from './modelFolder/chosenFiles';
import { ModelRegistry } from './models/registry';
import { verifyAgain } from './models/verifyFiles';
import { lowerPriority } from './runtime/priority';

lowerPriority();
const connection = connectToParent();
const registry = new ModelRegistry({
  loadingChanged: (loading) => connection.sendNotification(loadingChanged, { loading }),
  modelsChanged: (loaded) => connection.sendNotification(modelsChanged, { loaded }),
  modelsEvicted: (evicted) => connection.sendNotification(modelsEvicted, evicted),
});

serve(connection, loadModel, async ({ model, progress }) => {
  const loaded = await registry.get(model, model.task, stageReporter(progress));
  return loaded.info;
});
serve(connection, unloadModel, ({ id }) => registry.unload(id));
serve(connection, verifyModel, ({ model, progress }, token) => {
  const work = (): Promise<{ files: number; bytes: number }> =>
    verifyAgain(model, token, (share) =>
      unawaited(connection.sendProgress(verifyProgress, progress, share)),
    );
  return model.chosen ? onChosenFiles(work) : work();
});
serve(connection, fillMask, (params, token) =>
  fillMasks(registry, params, token, stageReporter(params.progress)),
);
serve(connection, complete, (params, token) =>
  completeText(registry, params, token, (progress) =>
    unawaited(connection.sendProgress(completionProgress, params.progress, progress)),
  ),
);
serve(connection, completeSamples, (params, token) =>
  completeWithSamples(registry, params, token, (progress) => {
    if (params.progress !== undefined) {
      unawaited(connection.sendProgress(completionProgress, params.progress, progress));
    }
  }),
);
serve(connection, completeBeams, (params, token) =>
  completeWithBeams(registry, params, token, (progress) => {
    if (params.progress !== undefined) {
      unawaited(connection.sendProgress(beamProgress, params.progress, progress));
    }
  }),
);
const tables = new OpenTables();
serve(connection, beginTable, (params) => tables.begin(params));
serve(connection, addRows, (params) => tables.add(params));
serve(connection, endTable, (params) => tables.end(params));
connection.onNotification(dropTable.method, (params: TableRef) => tables.drop(params));
serveLaboratory(connection, registry);
connection.listen();

function stageReporter(progress: string | undefined): (stage: LoadStage) => void {
  return (stage) => {
    if (progress !== undefined) {
      unawaited(connection.sendProgress(loadProgress, progress, stage));
    }
  };
}

/** A message that cannot be sent is lost with its channel, and the process ends with that. */
function unawaited(sent: Promise<void>): void {
  sent.catch(() => undefined);
}
