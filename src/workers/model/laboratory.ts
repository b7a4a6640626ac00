import type { CancellationToken, MessageConnection, RequestType } from 'vscode-jsonrpc';
import { answerQuestion, classifyTexts, findEntities } from '../../common/protocol/model/labels';
import { inspectModelFolder } from '../../common/protocol/model/modelFolder';
import { nextSentence } from '../../common/protocol/model/nextSentence';
import { runProgress, type ModelRun } from '../../common/protocol/model/run';
import { serve } from '../../common/rpc/serve';
import { answer } from './labels/answer';
import { classify } from './labels/classify';
import { findNamedEntities } from './labels/findEntities';
import { inspectFolder } from './modelFolder/inspectFolder';
import type { ModelRegistry } from './models/registry';
import type { RunContext } from './models/runModel';
import { scoreNextSentences } from './nextSentence/nextSentence';

/** Answers the requests of the laboratory's tools. */
export function serveLaboratory(connection: MessageConnection, registry: ModelRegistry): void {
  const contextOf = (progress: string | undefined, token: CancellationToken): RunContext => ({
    registry,
    token,
    report: (value) => {
      if (progress !== undefined) {
        // A message that cannot be sent is lost with its channel, and the process ends with that.
        connection.sendProgress(runProgress, progress, value).catch(() => undefined);
      }
    },
  });
  function tool<P extends ModelRun, R>(
    type: RequestType<P, R, unknown>,
    run: (params: P, context: RunContext) => Promise<R>,
  ): void {
    serve(connection, type, (params, token) => run(params, contextOf(params.progress, token)));
  }

  tool(nextSentence, scoreNextSentences);
  tool(classifyTexts, classify);
  tool(findEntities, findNamedEntities);
  tool(answerQuestion, answer);
  serve(connection, inspectModelFolder, (params, token) =>
    inspectFolder(params, contextOf(params.progress, token)),
  );
}
