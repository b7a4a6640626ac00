/** Which of its two tables a run gives for the clipboard and for exports. */
export interface VectorsForm {
  /** `cosines`: a row for each pair of occurrences; `vectors`: a row for each occurrence. */
  readonly table: 'cosines' | 'vectors';
}

/** A word where it stands. */
export interface WordOccurrence {
  /** As it is written in the document. */
  readonly word: string;
  /** The part of its sentence that the model read; all of it unless `cut`. */
  readonly sentence: string;
  /** UTF-16 offsets of the word in `sentence`. */
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
  /** Line of the document, from 1. */
  readonly line: number;
  /** In code points of the document. */
  readonly cpStart: number;
  readonly cpEnd: number;
  /** The tokens that were averaged. */
  readonly pieces: readonly string[];
  /** Whether the vocabulary knows the word; it has no vector else. */
  readonly known: boolean;
  /** [hidden size]; null when vectors were not asked for, and for unknown words. */
  readonly vector: readonly number[] | null;
}

export interface VectorsView {
  readonly docId: string;
  readonly table: VectorsForm['table'];
  readonly occurrences: readonly WordOccurrence[];
  /** [occurrences][occurrences]; null where one of the two has no vector. */
  readonly cosines: readonly (readonly (number | null)[])[];
}

/** The part of a result that stands for a pair of occurrences, for `laboratory/hover`. */
export function pairPart(count: number, row: number, column: number): number {
  return row * count + column;
}
