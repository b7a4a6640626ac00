import type { TextDocument } from 'vscode';
import type { PlacedPart } from '../../../common/protocol/views/laboratory/labels';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { CodePointIndex } from '../../../common/text/codePointIndex';

/** Gives parts of a document their places in code points; quick for parts in their order. */
export class LabelsPlaces {
  readonly #text: string;
  readonly #points: CodePointIndex;

  constructor(document: TextDocument) {
    this.#text = document.getText();
    this.#points = new CodePointIndex(this.#text);
  }

  /** A part by its UTF-16 offsets, without the whitespace around it. */
  part(given: OffsetRange): PlacedPart {
    const whole = this.#text.slice(given.start, given.end);
    const text = whole.trim();
    const start = given.start + (whole.length - whole.trimStart().length);
    const end = start + text.length;
    return { text, start, end, cpStart: this.#points.at(start), cpEnd: this.#points.at(end) };
  }

  /** The text beside a part, at most so many units, on one line. */
  around({ start, end }: OffsetRange, units: number): { before: string; after: string } {
    const plain = (text: string): string => text.replace(/\s+/g, ' ');
    return {
      before: plain(this.#text.slice(Math.max(0, start - units), start)),
      after: plain(this.#text.slice(end, end + units)),
    };
  }
}
