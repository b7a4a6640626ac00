import type { PlacedPart } from '../../../common/protocol/views/laboratory/labels';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { CodePointIndex } from '../../../common/text/codePointIndex';

/** Gives parts of a document their places in code points, quick for parts in their order. */
export class LabelsPlaces {
  readonly #points: CodePointIndex;

  constructor(private readonly text: string) {
    this.#points = new CodePointIndex(text);
  }

  /** A part by its UTF-16 offsets, without the whitespace around it. */
  part(given: OffsetRange): PlacedPart {
    const whole = this.text.slice(given.start, given.end);
    const text = whole.trim();
    const start = given.start + (whole.length - whole.trimStart().length);
    const end = start + text.length;
    return { text, start, end, cpStart: this.#points.at(start), cpEnd: this.#points.at(end) };
  }

  /** The text beside a part, whole words of at most so many units, on one line. */
  around({ start, end }: OffsetRange, units: number): { before: string; after: string } {
    const from = Math.max(0, start - units);
    const to = Math.min(this.text.length, end + units);
    const before = this.text.slice(from, start);
    const after = this.text.slice(end, to);
    return {
      before: plain(from === 0 ? before : before.replace(/^\S*\s/, '… ')),
      after: plain(to === this.text.length ? after : after.replace(/\s\S*$/, ' …')),
    };
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}
