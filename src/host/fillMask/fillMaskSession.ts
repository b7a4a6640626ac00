import { l10n, type CancellationToken } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { fillMask, type FillMaskResult } from '../../common/protocol/model/fillMask';
import { emptyFillMask, type FillMaskState } from '../../common/protocol/views/fillMask';
import { describePlace } from '../documents/source';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { ModelRegistry } from '../models/modelRegistry';
import type { MaskInput } from './maskInput';
import { MaskPlaces } from './maskPlaces';
import { filledNotice, maskRows, noticesOf, restoredNotice, textPieces } from './fillMaskStates';

/** The Fill Mask view's state and what can be done with it; one run at a time. */
export class FillMaskSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  #state: FillMaskState;
  /** The last state that no run was under way in: what an unfinished run falls back to. */
  #settled: FillMaskState;
  /** Places of the masks that are shown. */
  #places: MaskPlaces | null = null;
  /** Where each shown mask begins in the input's text, by index of its row. */
  #starts: readonly number[] = [];

  constructor(
    private readonly registry: ModelRegistry,
    private readonly worker: WorkerClient,
    private readonly runs: Runs,
    topK: number,
    private readonly onChange: (state: FillMaskState) => void,
  ) {
    super();
    this.#state = emptyFillMask(topK);
    this.#settled = this.#state;
  }

  get state(): FillMaskState {
    return this.#state;
  }

  /** Shows an error in the view, keeping what it shows. */
  fail(error: unknown): void {
    this.#set({ ...this.#settled, status: 'failed', progress: null, error: viewError(error) });
  }

  cancel(): void {
    this.#slot.cancel();
  }

  /** Shows what an earlier window showed; its candidates cannot be put into a document any more. */
  restore(saved: unknown): void {
    const state = saved as FillMaskState | undefined;
    if (state?.status === 'done' || state?.status === 'failed') {
      this.#set({
        ...state,
        status: 'done',
        error: null,
        restored: true,
        notices: withNotice(state.notices, restoredNotice()),
      });
    }
  }

  /** Forgets the text. */
  clear(): void {
    this.cancel();
    this.#setPlaces(null);
    this.#set(emptyFillMask(this.#state.topK));
  }

  /** @throws TokenscopeError, after the view shows it. */
  async run(input: MaskInput, topK: number): Promise<void> {
    const places = new MaskPlaces(input);
    try {
      await this.#run(places, topK);
    } finally {
      if (this.#places !== places) {
        places.dispose();
      }
    }
  }

  async #run(places: MaskPlaces, topK: number): Promise<void> {
    const { input } = places;
    const model = this.registry.forTask('fill-mask');
    this.#set({
      status: 'running',
      progress: l10n.t('Reading with {0}…', model.name),
      source: describePlace(
        input.document,
        input.masks[0]?.range.start ?? input.document.positionAt(0),
      ),
      topK,
      error: null,
    });
    try {
      const work = this.#slot.run((token) => this.#request(input, topK, model.id, token));
      const result = await this.runs.track(() => this.#slot.cancel(), work);
      this.#setPlaces(places);
      this.#show(input, topK, result);
    } catch (error) {
      if (error instanceof TokenscopeError && error.code === 'Cancelled') {
        if (!this.#slot.busy) {
          this.#set(this.#settled);
        }
      } else {
        this.fail(error);
      }
      throw error;
    }
  }

  /**
   * Runs again with another number of candidates: on the same text, in which the masks are filled that
   * were filled in the document meanwhile while others were left.
   * @throws TokenscopeError, after the view shows it.
   */
  async rerun(topK: number): Promise<void> {
    const filled = this.#places?.filledInput();
    if (filled) {
      await this.run(filled, topK);
    } else if (this.#places) {
      await this.#run(this.#places, topK);
    }
  }

  /**
   * Puts a candidate into the document, one undo step.
   * @throws TokenscopeError `ResultRestored`, `SpecialToken`, or when the text there changed or the
   * document is closed.
   */
  async apply(mask: number, candidate: number): Promise<void> {
    const chosen = this.#state.masks[mask]?.candidates[candidate];
    const start = this.#starts[mask];
    if (!this.#places || start === undefined || !chosen) {
      throw new TokenscopeError('ResultRestored', {});
    }
    if (chosen.special) {
      throw new TokenscopeError('SpecialToken', { token: chosen.token });
    }
    await this.#places.put(start, chosen.text);
    const masks = this.#state.masks.map((each, index) =>
      index === mask ? { ...each, applied: candidate } : each,
    );
    const others = this.#state.notices.filter((notice) => notice !== filledNotice());
    const outdated = masks.some(({ applied }) => applied === null);
    const notices = outdated ? [...others, filledNotice()] : others;
    this.#set({ masks, notices, error: null, status: 'done' });
  }

  /** One mask's candidates as tab-separated lines with a header. */
  table(mask: number): string {
    const rows = this.#state.masks[mask]?.candidates ?? [];
    const lines = rows.map(({ rank, token, probability, logProb, ids }) =>
      [rank, token, probability, logProb, ids.join(' ')].join('\t'),
    );
    return [['rank', 'token', 'probability', 'log_prob', 'id'].join('\t'), ...lines, ''].join('\n');
  }

  override dispose(): void {
    super.dispose();
    this.#setPlaces(null);
  }

  async #request(
    input: MaskInput,
    topK: number,
    modelId: string,
    token: CancellationToken,
  ): Promise<FillMaskResult> {
    const model = this.registry.get(modelId);
    if (!this.registry.loaded(model.id)) {
      this.#set({ progress: l10n.t('Loading {0}…', model.name) });
    }
    return this.worker.request(
      fillMask,
      {
        model: this.registry.ref(model),
        text: input.text,
        topK,
        focus: input.focus,
        ...(input.hidden !== null && { targets: [input.hidden] }),
      },
      token,
    );
  }

  #show(input: MaskInput, topK: number, result: FillMaskResult): void {
    this.#starts = result.masks.map(({ start }) => start);
    this.#set({
      status: 'done',
      progress: null,
      text: textPieces(input, result),
      masks: maskRows(input, result),
      notices: noticesOf(input, result),
      error: null,
      model: this.registry.shown(this.registry.get(result.model)),
      tokens: result.tokens,
      milliseconds: result.milliseconds,
      topK,
      restored: false,
    });
  }

  #setPlaces(places: MaskPlaces | null): void {
    if (places !== this.#places) {
      this.#places?.dispose();
      this.#places = places;
    }
  }

  #set(change: Partial<FillMaskState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#state.status === 'done' || this.#state.status === 'empty') {
      this.#settled = this.#state;
    }
    this.onChange(this.#state);
  }
}

function withNotice(notices: readonly string[], notice: string): readonly string[] {
  return notices.includes(notice) ? notices : [...notices, notice];
}
