import type { CancellationToken, TextDocument } from 'vscode';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import type { FillMaskResult } from '../../common/protocol/model/fillMask';
import type { CandidateFilter } from '../../common/protocol/model/candidateFilter';
import { emptyFillMask, type FillMaskState } from '../../common/protocol/views/fillMask';
import { describePlace } from '../documents/source';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { ModelRegistry } from '../models/modelRegistry';
import { SettledState } from '../views/settledState';
import { RunList, type KeptRun } from '../history/runList';
import { candidateTable } from './candidateTable';
import { FillMaskEdits } from './fillMaskEdits';
import { keptState, restoredState, type KeptFillMask } from './fillMaskKept';
import { FillMaskRequests } from './fillMaskRequests';
import { pinnedOf, runOf, type FillMaskRun } from './fillMaskRuns';
import type { MaskInput } from './maskInput';
import { remasked } from './maskTokens';
import { MaskPlaces } from './maskPlaces';
import { ShownPlaces } from './shownPlaces';
import { maskRows, noticesOf, restoredNotice, textPieces, withNotice } from './fillMaskStates';

/** The Fill Mask view's state and what can be done with it; one run at a time. */
export class FillMaskSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  readonly #state: SettledState<FillMaskState>;
  readonly #shown = this.add(new ShownPlaces());
  readonly #runs = new RunList<FillMaskRun>();
  readonly #requests: FillMaskRequests;
  /** What can be done with the result in its document. */
  readonly edits: FillMaskEdits;

  constructor(
    private readonly registry: ModelRegistry,
    worker: WorkerClient,
    private readonly runs: Runs,
    topK: number,
    onChange: (state: FillMaskState) => void,
  ) {
    super();
    this.#requests = new FillMaskRequests(registry, worker);
    this.#state = new SettledState(emptyFillMask(topK), () => onChange(this.state));
    this.edits = new FillMaskEdits(this.#state, this.#shown);
  }

  get state(): FillMaskState {
    return this.#state.now;
  }

  /** Shows an error in the view, keeping what it shows. */
  fail(error: unknown): void {
    this.#state.back({ status: 'failed', progress: null, error: viewError(error) });
  }

  cancel(): void {
    this.#slot.cancel();
  }

  /** What a later window needs. */
  get kept(): KeptFillMask {
    return { state: keptState(this.#state.settled), runs: this.#runs.kept };
  }

  /** Shows what an earlier window showed; its candidates cannot be put into a document any more. */
  restore(saved: unknown): void {
    const { state, runs } = (saved as KeptFillMask | undefined) ?? {};
    if (runs) {
      this.#runs.restore(runs);
    }
    if (state?.status === 'done' || state?.status === 'failed') {
      this.#state.set(restoredState(state));
    } else if (state) {
      const { filter, beamWidth } = { ...emptyFillMask(state.topK), ...state };
      const pinned = pinnedOf(this.#runs.pinned);
      this.#state.set({ filter, beamWidth, history: this.#runs.entries, pinned });
    }
  }

  /** Forgets the text. */
  clear(): void {
    this.cancel();
    this.#shown.follow(null);
    this.#runs.clear();
    this.#state.set(emptyFillMask(this.state.topK));
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
    this.#state.set({
      status: 'running',
      progress: this.#requests.reading,
      source: describePlace(
        input.document,
        input.masks[0]?.range.start ?? input.document.positionAt(0),
      ),
      topK,
      error: null,
    });
    const result = await this.#tracked((token) =>
      this.#requests.candidates(input, topK, this.state.filter, token),
    );
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
        this.#state.back();
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
    const maskToken = this.#requests.maskToken;
    if (filled) {
      await this.run(remasked(filled, maskToken), topK);
    } else if (places && places.maskToken !== maskToken) {
      const input = places.forMask(maskToken);
      await (input ? this.run(input, topK) : this.#run(places, topK));
    } else if (places) {
      await this.#run(places, topK);
    }
  }

  /**
   * Fills all masks together, on the text as it is shown.
   * @throws TokenscopeError `ResultRestored`, `TooManyMasks` and the like, after the view shows it.
   */
  async fillTogether(beamWidth: number): Promise<void> {
    // What was filled in the document meanwhile is part of the text.
    const filled = this.#shown.filledInput();
    if (filled) {
      await this.run(filled, this.state.topK);
    }
    const places = this.#shown.places;
    if (!places) {
      throw new TokenscopeError('ResultRestored', {});
    }
    this.#state.set({
      status: 'running',
      progress: this.#requests.filling,
      beamWidth,
      error: null,
    });
    const { fillings, masks } = await this.#tracked((token) =>
      this.#requests.together(places.input, beamWidth, this.state.filter, token),
    );
    this.#shown.filledTogether(masks.map(({ start }) => start));
    const together = { fillings, applied: null, beamWidth };
    this.#runs.update(this.state.run, { together });
    this.#state.set({ status: 'done', progress: null, together });
  }

  /** Shows an earlier run again; its candidates cannot be put into a document. */
  showRun(run: number): void {
    const found = this.#runs.find(run);
    if (found && this.state.status !== 'running') {
      this.#shown.follow(null);
      const notices = withNotice(found.notices, restoredNotice());
      this.#state.set({ ...found, notices, status: 'done', error: null, restored: true });
    }
  }

  /** The document that the shown result is of; null after a reload. */
  get document(): TextDocument | null {
    return this.#shown.places?.input.document ?? null;
  }

  /** The run that is shown; null when there is none. */
  get shownRun(): KeptRun<FillMaskRun> | null {
    return this.#runs.find(this.state.run) ?? null;
  }

  pin(run: number | null): void {
    this.#runs.pin(run);
    const pinned = pinnedOf(this.#runs.pinned);
    this.#state.setThrough({ pinned });
  }

  /** Which tokens may be candidates, from the next run on. */
  setFilter(filter: CandidateFilter): void {
    this.#state.setThrough({ filter });
  }

  /** One mask's candidates as tab-separated lines with a header. */
  table(mask: number): string {
    return candidateTable(this.state.masks[mask]?.candidates ?? []);
  }

  #show(input: MaskInput, topK: number, result: FillMaskResult): void {
    this.#shown.listed(result.masks.map(({ start }) => start));
    this.#state.set({
      status: 'done',
      progress: null,
      text: textPieces(input, result),
      masks: maskRows(input, result),
      notices: noticesOf(input, result),
      error: null,
      model: this.registry.shown(this.registry.get(result.model)),
      tokens: result.tokens,
      threads: result.threads,
      milliseconds: result.milliseconds,
      topK,
      together: null,
      restored: false,
    });
    const { run } = this.#runs.add(runOf(this.state));
    this.#state.set({ run, history: this.#runs.entries, pinned: pinnedOf(this.#runs.pinned) });
  }
}
