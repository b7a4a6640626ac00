import type { MessageConnection } from 'vscode-jsonrpc';
import {
  viewDifferences,
  viewReadingModels,
} from '../../../common/protocol/views/laboratory/readings';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabSession } from '../labSession';
import { firstDifferences, type ReadingsResult } from './readingsResult';

/** Answers what the tab asks for beside its state: rows, and the models that there are. */
export function serveReadings(
  session: LabSession,
  registry: ModelRegistry,
  connection: MessageConnection,
): void {
  connection.onRequest(viewDifferences, ({ run, order, count }) => {
    const found = session.find(run);
    return found ? firstDifferences(found.result as ReadingsResult, order, count) : [];
  });
  connection.onRequest(viewReadingModels, () =>
    registry.models
      .filter(({ task }) => task === 'text-generation')
      .map(({ id, name }) => ({ id, name })),
  );
}
