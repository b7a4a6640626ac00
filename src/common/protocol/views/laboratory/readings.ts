import { RequestType } from 'vscode-jsonrpc';
import type { Two } from '../../model/contextShift';
import type { SurprisalSummary, WordPage } from './surprisal';

export interface ReadingsForm {
  /** Two texts read with one model, or one text read with two. */
  readonly compare: 'texts' | 'models';
  /** `selection`: what is selected, else the paragraph around the cursor. */
  readonly unit: 'selection' | 'document';
  /** Ids of the models; null for the first of the list, and for another than the first. Texts use the first. */
  readonly models: Two<string | null>;
}

/** One of the two readings. */
export interface ReadingSide {
  /** Its text's place, or its model. */
  readonly label: string;
  readonly summary: SurprisalSummary;
  readonly words: number;
}

/** What the view gets of a comparison; its words it asks for, a page at a time. */
export interface ReadingsView {
  readonly sides: Two<ReadingSide>;
  /** Whether both have the same tokens: only then are measures by token compared. */
  readonly sameTokenizer: boolean;
  /** Rows that can be asked for. */
  readonly rows: number;
}

/** The order of the words: the text's, or the largest differences first. */
export type DifferenceOrder = 'text' | 'difference';

/** A word of both readings, or of one. */
export interface DifferenceRow {
  readonly index: number;
  readonly text: string;
  /** Surprisal in bits; null where the word is not in that text, or has no value. */
  readonly bits: Two<number | null>;
  readonly bitsBow: Two<number | null>;
}

/** Rows of a run from the first of the order on; none of a run that is not kept any more. */
export const viewDifferences = new RequestType<
  WordPage<DifferenceOrder>,
  readonly DifferenceRow[],
  unknown
>('laboratory/readings/rows');

/** A model that reads texts. */
export interface ReadingModel {
  readonly id: string;
  readonly name: string;
}
export const viewReadingModels = new RequestType<null, readonly ReadingModel[], unknown>(
  'laboratory/readings/models',
);
