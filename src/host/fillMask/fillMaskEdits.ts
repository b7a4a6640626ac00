import type { DecorationOptions } from 'vscode';
import type { FillMaskState } from '../../common/protocol/views/fillMask';
import type { SettledState } from '../views/settledState';
import { appliedState } from './fillMaskStates';
import type { ShownPlaces } from './shownPlaces';

type PreviewTarget =
  | { readonly mask: number; readonly candidate: number }
  | { readonly filling: number }
  | null;

/** Puts what the Fill Mask view shows into the document, or previews it there. */
export class FillMaskEdits {
  constructor(
    private readonly state: SettledState<FillMaskState>,
    private readonly shown: ShownPlaces,
  ) {}

  /** What the editor previews, for tests. */
  get previewed(): readonly DecorationOptions[] {
    return this.shown.preview.shown;
  }

  /**
   * Puts a candidate into the document, one undo step.
   * @throws TokenscopeError `ResultRestored`, `SpecialToken`, or when the text there changed or the
   * document is closed.
   */
  async apply(mask: number, candidate: number): Promise<void> {
    const { places } = this.shown;
    await this.shown.put(mask, this.state.now.masks[mask]?.candidates[candidate]);
    // Another text can have come into the view meanwhile.
    if (places === this.shown.places) {
      this.#applied(appliedState(this.state.now, mask, candidate));
    }
  }

  /** Puts a filling into the document, one undo step. @throws as {@link FillMaskEdits.apply} does. */
  async applyFilling(index: number): Promise<void> {
    const { places } = this.shown;
    await this.shown.putFilling(this.state.now.together?.fillings[index]?.texts ?? []);
    if (places === this.shown.places) {
      const { together } = this.state.now;
      this.#applied({ together: together && { ...together, applied: index } });
    }
  }

  /** Shows in the editor what a candidate or filling would look like; null for nothing. */
  preview(what: PreviewTarget): void {
    const { masks, together } = this.state.now;
    if (what !== null && 'mask' in what) {
      this.shown.previewCandidate(what.mask, masks[what.mask]?.candidates[what.candidate]);
    } else {
      this.shown.previewFilling((what && together?.fillings[what.filling]?.texts) ?? []);
    }
  }

  /** Tells what was put into the document; a run that is under way stays so. */
  #applied(change: Partial<FillMaskState>): void {
    const status = this.state.now.status === 'running' ? {} : ({ status: 'done' } as const);
    this.state.setThrough({ ...change, ...status, error: null });
  }
}
