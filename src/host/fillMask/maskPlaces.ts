import type { Disposable } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { replaceTracked } from '../documents/replacement';
import { RangeTracker } from '../documents/trackedRange';
import type { MaskInput } from './maskInput';

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
    const index = this.input.masks.findIndex((mask) => mask.start === start);
    const tracked = this.#tracker.ranges[index];
    const expected = this.#expected[index];
    if (!tracked || !expected) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    await replaceTracked(tracked, expected, text);
    expected.add(text);
  }

  dispose(): void {
    this.#tracker.dispose();
  }
}
