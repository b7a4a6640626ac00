import { l10n, type CancellationToken } from 'vscode';
import type { RequestType } from 'vscode-jsonrpc';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { runProgress, type ModelRun } from '../../common/protocol/model/run';
import type { ReadingPart } from '../../common/protocol/model/reading';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import type { LabContext } from './labTool';

let requests = 0;

/** Requests of a running tool; how far they are is told in words, with the share done if it is known. */
export class LabRequests<Result> implements LabContext<Result> {
  constructor(
    private readonly parts: ModelFeatureParts,
    readonly token: CancellationToken,
    private readonly tell: (progress: string, share: number | null) => void,
    readonly show: (result: Result) => void,
  ) {}

  request<P extends ModelRun, R>(
    type: RequestType<P, R, unknown>,
    model: CatalogModel,
    params: Omit<P, 'model' | 'progress'>,
    onPart?: (part: ReadingPart) => void,
  ): Promise<R> {
    const { registry, worker } = this.parts;
    const progress = `laboratory-${++requests}`;
    const loading = l10n.t('Loading {0}…', model.name);
    const training = l10n.t('Training and testing…');
    const reading = l10n.t('Reading with {0}…', model.name);
    this.tell(registry.loaded(model.id) ? reading : loading, null);
    const whole = { ...params, model: registry.ref(model), progress } as unknown as P;
    return worker.request(type, whole, this.token, {
      type: runProgress,
      token: progress,
      handler: (value) => {
        switch (value.kind) {
          case 'share':
            this.tell(value.phase === 'training' ? training : reading, value.share);
            break;
          case 'stage':
            this.tell(value.stage === 'ready' ? reading : loading, null);
            break;
          case 'part':
            // What was under way when the run was given up is no news.
            if (!this.token.isCancellationRequested) {
              onPart?.(value.part);
            }
        }
      },
    });
  }
}
