import type { Disposable, Range } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { replaceAllTracked, replaceTracked } from '../documents/replacement';
import { RangeTracker, type TrackedRange } from '../documents/trackedRange';
import type { MaskInput, PlacedMask } from './maskInput';
import { remasked } from './maskTokens';

/** A text for the mask that begins at `start` in the input's text. */
export interface MaskFill {
  readonly start: number;
  readonly text: string;
}

/** The places of an input's masks in the document, followed through edits from the start of the run. */
export class MaskPlaces implements Disposable {
  readonly #tracker: RangeTracker;
  /** What may stand at each place: the mask or hidden word, and every candidate that was put there. */
  readonly #expected: Set<string>[];

  constructor(readonly input: MaskInput) {
    const { document, masks } = input;
    this.#tracker = new RangeTracker(
      document,
      masks.map(({ range }) => range),
    );
    this.#expected = masks.map(({ range }) => new Set([document.getText(range)]));
  }

  /**
   * Puts `text` in the place of the mask that begins at `start` in the input's text; one undo step.
   * @throws TokenscopeError `DocumentGone`, `DocumentChanged` or `EditRefused`; nothing is edited then.
   */
  async put(start: number, text: string): Promise<void> {
    const { tracked, expected } = this.#place(start);
    await replaceTracked(tracked, expected, text);
    expected.add(text);
  }

  /** Puts several texts in their places, as {@link MaskPlaces.put} does; one undo step. */
  async putAll(fills: readonly MaskFill[]): Promise<void> {
    const places = fills.map(({ start, text }) => ({ ...this.#place(start), text }));
    await replaceAllTracked(places);
    places.forEach(({ expected, text }) => expected.add(text));
  }

  /** Where the mask that begins at `start` in the input's text is now; null when it is lost. */
  rangeOf(start: number): Range | null {
    const { tracked } = this.#place(start);
    return tracked.current?.range ?? null;
  }

  #place(start: number): { tracked: TrackedRange; expected: Set<string> } {
    const index = this.input.masks.findIndex((mask) => mask.start === start);
    const tracked = this.#tracker.ranges[index];
    const expected = this.#expected[index];
    if (!tracked || !expected) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    return { tracked, expected };
  }

  /**
   * The input with the candidates written in that stand in the document instead of their masks, and
   * the other masks where they are now. Null when none or all of the masks are filled, or when a
   * place is lost.
   */
  filledInput(): MaskInput | null {
    const { document, text, masks, focus } = this.input;
    const kept: PlacedMask[] = [];
    let filled = '';
    let at = 0;
    let newFocus: number | null = null;
    for (const [index, mask] of masks.entries()) {
      const range = this.#tracker.ranges[index]?.current?.range;
      const expected = [...(this.#expected[index] ?? [])];
      const now = range ? document.getText(range) : '';
      if (!range || !expected.includes(now)) {
        return null;
      }
      filled += text.slice(at, mask.start);
      at = mask.end;
      if (now === expected[0]) {
        const start = filled.length;
        newFocus = mask.start === focus ? start : newFocus;
        filled += text.slice(mask.start, mask.end);
        kept.push({ start, end: filled.length, range });
      } else {
        filled += now;
      }
    }
    const [first] = kept;
    if (!first || kept.length === masks.length) {
      return null;
    }
    return {
      ...this.input,
      text: filled + text.slice(at),
      masks: kept,
      focus: newFocus ?? first.start,
      hidden: newFocus === null ? null : this.input.hidden,
    };
  }

  /** The input as another model takes it, at the places where its masks are now; null when one is lost. */
  forMask(maskToken: string): MaskInput | null {
    const masks = this.input.masks.map((mask, index) => {
      const range = this.#tracker.ranges[index]?.current?.range;
      return range && { ...mask, range };
    });
    return masks.every((mask) => mask !== undefined)
      ? remasked({ ...this.input, masks }, maskToken)
      : null;
  }

  /** The mask token that the input is written with. */
  get maskToken(): string {
    const [mask] = this.input.masks;
    return this.input.text.slice(mask?.start, mask?.end);
  }

  dispose(): void {
    this.#tracker.dispose();
  }
}
