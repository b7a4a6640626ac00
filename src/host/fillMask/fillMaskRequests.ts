import { l10n, type CancellationToken } from 'vscode';
import type { WorkerClient } from '../../common/processes';
import type { CandidateFilter } from '../../common/protocol/model/candidateFilter';
import { fillMask, type FillMaskResult } from '../../common/protocol/model/fillMask';
import { fillTogether, type FillTogetherResult } from '../../common/protocol/model/fillTogether';
import type { ModelRegistry } from '../models/modelRegistry';
import type { MaskInput } from './maskInput';

/** What the Fill Mask view asks of the model process, and what it says meanwhile. */
export class FillMaskRequests {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly worker: WorkerClient,
  ) {}

  /** The mask token of the model that is asked. */
  get maskToken(): string {
    return this.#model.maskToken ?? '';
  }

  /** What is going on while the masks of a text are read. */
  get reading(): string {
    const { name, id } = this.#model;
    return this.registry.loaded(id)
      ? l10n.t('Reading with {0}…', name)
      : l10n.t('Loading {0}…', name);
  }

  /** What is going on while masks are filled together. */
  get filling(): string {
    return l10n.t('Filling all masks with {0}…', this.#model.name);
  }

  /** @throws TokenscopeError as the request does. */
  candidates(
    { text, focus, hidden }: MaskInput,
    topK: number,
    filter: CandidateFilter,
    token: CancellationToken,
  ): Promise<FillMaskResult> {
    const model = this.registry.ref(this.#model);
    const targets = hidden === null ? {} : { targets: [hidden] };
    return this.worker.request(fillMask, { model, text, topK, filter, focus, ...targets }, token);
  }

  /** @throws TokenscopeError `TooManyMasks` and the like. */
  together(
    { text, focus }: MaskInput,
    beamWidth: number,
    filter: CandidateFilter,
    token: CancellationToken,
  ): Promise<FillTogetherResult> {
    const model = this.registry.ref(this.#model);
    return this.worker.request(fillTogether, { model, text, focus, beamWidth, filter }, token);
  }

  get #model() {
    return this.registry.forTask('fill-mask');
  }
}
