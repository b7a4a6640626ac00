import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type { LoadStage, ModelTask } from '../../../common/protocol/model/models';
import type { ModelRun, RunFacts, RunProgress } from '../../../common/protocol/model/run';
import type { OpenModel } from './openModel';
import type { ModelRegistry } from './registry';

/** What the handler of a run is given beside its parameters. */
export interface RunContext {
  readonly registry: ModelRegistry;
  readonly token: CancellationToken;
  readonly report: (progress: RunProgress) => void;
}

/**
 * Runs `work` with the model that a request names, one run of a model at a time.
 * @throws TokenscopeError `Cancelled`, `WrongModelKind`, or why the model could not be loaded.
 */
export function runModel<T>(
  { registry, token, report }: RunContext,
  { model }: ModelRun,
  task: ModelTask,
  work: (model: OpenModel) => Promise<T>,
): Promise<T> {
  const onStage = (stage: LoadStage): void => report({ kind: 'stage', stage });
  return registry.use({ ref: model, task, token, onStage }, work, () => {
    throw new TokenscopeError('Cancelled', {});
  });
}

/** What a result says of its run, which began at `began` (`performance.now()`). */
export function factsOf(model: OpenModel, began: number, batchSize: number): RunFacts {
  const { id, precision, revision } = model.ref;
  const { threads } = model;
  const milliseconds = performance.now() - began;
  return { model: id, precision, revision, threads, batchSize, milliseconds };
}

/** Lets messages of the host in, among them a cancellation. @throws TokenscopeError `Cancelled`. */
export async function breathe(token: CancellationToken): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (token.isCancellationRequested) {
    throw new TokenscopeError('Cancelled', {});
  }
}
