import { l10n, type CancellationToken, type DecorationOptions } from 'vscode';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { fillMask, type FillMaskResult } from '../../common/protocol/model/fillMask';
import { fillTogether } from '../../common/protocol/model/fillTogether';
import type { CandidateFilter } from '../../common/protocol/model/candidateFilter';
import { emptyFillMask, type FillMaskState } from '../../common/protocol/views/fillMask';
import { describePlace } from '../documents/source';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { ModelRegistry } from '../models/modelRegistry';
import { RunList, type KeptRuns } from '../history/runList';
import { pinnedOf, runOf, type FillMaskRun } from './fillMaskRuns';
import type { MaskInput } from './maskInput';
import { MaskPlaces } from './maskPlaces';
import { ShownPlaces } from './shownPlaces';
import { filledNotice, maskRows, noticesOf, restoredNotice, textPieces } from './fillMaskStates';

interface KeptFillMask {
  readonly state: FillMaskState;
  readonly runs: KeptRuns<FillMaskRun>;
}

type PreviewTarget =
  { readonly mask: number; readonly candidate: number } | { readonly filling: number } | null;

/** The Fill Mask view's state and what can be done with it; one run at a time. */
export class FillMaskSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  #state: FillMaskState;
  /** The last state that no run was under way in: what an unfinished run falls back to. */
  #settled: FillMaskState;
  readonly #shown = this.add(new ShownPlaces());
  readonly #runs = new RunList<FillMaskRun>();

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

  /** What the editor previews, for tests. */
  get previewed(): readonly DecorationOptions[] {
    return this.#shown.preview.shown;
  }

  /** What a later window needs. */
  get kept(): KeptFillMask {
    return { state: this.#state, runs: this.#runs.kept };
  }

  /** Shows what an earlier window showed; its candidates cannot be put into a document any more. */
  restore(saved: unknown): void {
    const { state, runs } = (saved as KeptFillMask | undefined) ?? {};
    if (runs) {
      this.#runs.restore(runs);
    }
    if (state?.status === 'done' || state?.status === 'failed') {
      this.#set({
        ...emptyFillMask(state.topK),
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
    this.#shown.follow(null);
    this.#runs.clear();
    this.#set(emptyFillMask(this.#state.topK));
  }

  /** @throws TokenscopeError, after the view shows it. */
  async run(input: MaskInput, topK: number): Promise<void> {
    const places = new MaskPlaces(input);
    try {
      await this.#run(places, topK);
    } finally {
      if (this.#shown.places !== places) {
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
    const result = await this.#tracked((token) => this.#request(input, topK, model.id, token));
    this.#shown.follow(places);
    this.#show(input, topK, result);
  }

  /** Work that Escape cancels; what it throws is shown first. */
  async #tracked<T>(work: (token: CancellationToken) => Promise<T>): Promise<T> {
    try {
      return await this.runs.track(() => this.#slot.cancel(), this.#slot.run(work));
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled')) {
        this.fail(error);
      } else if (!this.#slot.busy) {
        this.#set(this.#settled);
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
    const filled = this.#shown.filledInput();
    const { places } = this.#shown;
    if (filled) {
      await this.run(filled, topK);
    } else if (places) {
      await this.#run(places, topK);
    }
  }

  /**
   * Puts a candidate into the document, one undo step.
   * @throws TokenscopeError `ResultRestored`, `SpecialToken`, or when the text there changed or the
   * document is closed.
   */
  async apply(mask: number, candidate: number): Promise<void> {
    await this.#shown.put(mask, this.#state.masks[mask]?.candidates[candidate]);
    const masks = this.#state.masks.map((each, index) =>
      index === mask ? { ...each, applied: candidate } : each,
    );
    const others = this.#state.notices.filter((notice) => notice !== filledNotice());
    const outdated = masks.some(({ applied }) => applied === null);
    const notices = outdated ? [...others, filledNotice()] : others;
    this.#set({ masks, notices, error: null, status: 'done' });
  }

  /**
   * Fills all masks together, on the text as it is shown.
   * @throws TokenscopeError `ResultRestored`, `TooManyMasks` and the like, after the view shows it.
   */
  async fillTogether(beamWidth: number): Promise<void> {
    // What was filled in the document meanwhile is part of the text.
    const filled = this.#shown.filledInput();
    if (filled) {
      await this.run(filled, this.#state.topK);
    }
    const places = this.#shown.places;
    if (!places) {
      throw new TokenscopeError('ResultRestored', {});
    }
    const model = this.registry.forTask('fill-mask');
    this.#set({
      status: 'running',
      progress: l10n.t('Filling all masks with {0}…', model.name),
      beamWidth,
      error: null,
    });
    const { text, focus } = places.input;
    const { filter } = this.#state;
    const { fillings, masks } = await this.#tracked((token) =>
      this.worker.request(
        fillTogether,
        { model: this.registry.ref(model), text, focus, beamWidth, filter },
        token,
      ),
    );
    this.#shown.filledTogether(masks.map(({ start }) => start));
    const together = { fillings, applied: null, beamWidth };
    this.#runs.update(this.#state.run, { together });
    this.#set({ status: 'done', progress: null, together });
  }

  /**
   * Puts a filling into the document, one undo step.
   * @throws TokenscopeError as {@link FillMaskSession.apply} does.
   */
  async applyFilling(index: number): Promise<void> {
    const { together } = this.#state;
    await this.#shown.putFilling(together?.fillings[index]?.texts ?? []);
    this.#set({
      together: together && { ...together, applied: index },
      error: null,
      status: 'done',
    });
  }

  /** Shows in the editor what a candidate or filling would look like; null for nothing. */
  showPreview(what: PreviewTarget): void {
    const { masks, together } = this.#state;
    if (what !== null && 'mask' in what) {
      this.#shown.previewCandidate(what.mask, masks[what.mask]?.candidates[what.candidate]);
    } else {
      this.#shown.previewFilling((what && together?.fillings[what.filling]?.texts) ?? []);
    }
  }

  /** Shows an earlier run again; its candidates cannot be put into a document. */
  showRun(run: number): void {
    const found = this.#runs.find(run);
    if (found && this.#state.status !== 'running') {
      this.#shown.follow(null);
      const notices = withNotice(found.notices, restoredNotice());
      this.#set({ ...found, notices, status: 'done', error: null, restored: true });
    }
  }

  pin(run: number | null): void {
    this.#runs.pin(run);
    const pinned = pinnedOf(this.#runs.pinned);
    this.#settled = { ...this.#settled, pinned };
    this.#set({ pinned });
  }

  /** Which tokens may be candidates, from the next run on. */
  setFilter(filter: CandidateFilter): void {
    this.#settled = { ...this.#settled, filter };
    this.#set({ filter });
  }

  /** One mask's candidates as tab-separated lines with a header. */
  table(mask: number): string {
    const rows = this.#state.masks[mask]?.candidates ?? [];
    const lines = rows.map(({ rank, token, probability, logProb, ids }) =>
      [rank, token, probability, logProb, ids.join(' ')].join('\t'),
    );
    return [['rank', 'token', 'probability', 'log_prob', 'id'].join('\t'), ...lines, ''].join('\n');
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
        filter: this.#state.filter,
        focus: input.focus,
        ...(input.hidden !== null && { targets: [input.hidden] }),
      },
      token,
    );
  }

  #show(input: MaskInput, topK: number, result: FillMaskResult): void {
    this.#shown.listed(result.masks.map(({ start }) => start));
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
      together: null,
      restored: false,
    });
    const { run } = this.#runs.add(runOf(this.#state));
    this.#set({ run, history: this.#runs.entries, pinned: pinnedOf(this.#runs.pinned) });
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
