import { l10n, type CancellationToken } from 'vscode';
import type { RequestType } from 'vscode-jsonrpc';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { runProgress, type ModelRun } from '../../common/protocol/model/run';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import type { LabContext } from './labTool';

let requests = 0;

/** Requests of a running tool; how far they are is told in words, with the share done if it is known. */
export class LabRequests implements LabContext {
  constructor(
    private readonly parts: ModelFeatureParts,
    readonly token: CancellationToken,
    private readonly tell: (progress: string, share: number | null) => void,
  ) {}

  request<P extends ModelRun, R>(
    type: RequestType<P, R, unknown>,
    model: CatalogModel,
    params: Omit<P, 'model' | 'progress'>,
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
        if (value.kind === 'share') {
          this.tell(value.phase === 'training' ? training : reading, value.share);
        } else {
          this.tell(value.stage === 'ready' ? reading : loading, null);
        }
      },
    });
  }
}
