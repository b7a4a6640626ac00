import { TokenscopeError } from '../../common/errors';
import type { CandidateRow } from '../../common/protocol/views/fillMask';
import { Disposables } from '../lifecycle/disposables';
import { FillPreview } from './fillPreview';
import type { MaskInput } from './maskInput';
import type { MaskFill, MaskPlaces } from './maskPlaces';

/** The places of the masks that the view shows: what is put or previewed there. None after a reload. */
export class ShownPlaces extends Disposables {
  readonly preview = this.add(new FillPreview());
  #places: MaskPlaces | null = null;
  /** Where each mask begins in the input's text: of the lists, and of those filled together. */
  #starts: readonly number[] = [];
  #togetherStarts: readonly number[] = [];

  get places(): MaskPlaces | null {
    return this.#places;
  }

  /** Follows other places, or none. */
  follow(places: MaskPlaces | null): void {
    if (places !== this.#places) {
      this.#places?.dispose();
      this.#places = places;
      this.preview.clear();
    }
  }

  listed(starts: readonly number[]): void {
    this.#starts = starts;
  }

  filledTogether(starts: readonly number[]): void {
    this.#togetherStarts = starts;
  }

  /** The input with what was put into the document; null when nothing or everything was filled. */
  filledInput(): MaskInput | null {
    return this.#places?.filledInput() ?? null;
  }

  /**
   * Puts a candidate into the document, one undo step.
   * @throws TokenscopeError `ResultRestored`, `SpecialToken`, or when the text there changed or the
   * document is closed.
   */
  async put(mask: number, candidate: CandidateRow | undefined): Promise<void> {
    const start = this.#starts[mask];
    if (!this.#places || start === undefined || !candidate) {
      throw new TokenscopeError('ResultRestored', {});
    }
    if (candidate.special) {
      throw new TokenscopeError('SpecialToken', { token: candidate.token });
    }
    this.preview.clear();
    await this.#places.put(start, candidate.text);
  }

  /** Puts a text at each mask that was filled together, one undo step. @throws as {@link put} does. */
  async putFilling(texts: readonly string[]): Promise<void> {
    const fills = this.#fills(texts);
    if (!this.#places || fills.length === 0) {
      throw new TokenscopeError('ResultRestored', {});
    }
    this.preview.clear();
    await this.#places.putAll(fills);
  }

  previewCandidate(mask: number, candidate: CandidateRow | undefined): void {
    const start = this.#starts[mask];
    const usable = candidate && !candidate.special && start !== undefined;
    this.#show(usable ? [{ start, text: candidate.text }] : []);
  }

  previewFilling(texts: readonly string[]): void {
    this.#show(this.#fills(texts));
  }

  override dispose(): void {
    super.dispose();
    this.#places?.dispose();
    this.#places = null;
  }

  #fills(texts: readonly string[]): MaskFill[] {
    return texts.flatMap((text, mask) => {
      const start = this.#togetherStarts[mask];
      return start === undefined ? [] : [{ start, text }];
    });
  }

  #show(fills: readonly MaskFill[]): void {
    if (this.#places && fills.length > 0) {
      this.preview.show(this.#places, fills);
    } else {
      this.preview.clear();
    }
  }
}
