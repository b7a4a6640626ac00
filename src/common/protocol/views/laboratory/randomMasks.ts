import type { MaskScheme } from '../../model/randomMasks';

export interface RandomMasksForm {
  /** Percent of the tokens. */
  readonly share: number;
  readonly scheme: MaskScheme;
  readonly seed: number;
}

export interface RandomMaskRow {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly id: number;
  readonly token: string;
  readonly treatment: 'masked' | 'replaced' | 'kept';
  readonly shown: string;
  readonly logProb: number;
  readonly rank: number;
  readonly guesses: readonly { readonly token: string; readonly probability: number }[];
}

export interface RandomMasksView {
  readonly text: string;
  readonly docId: string;
  /** Where the text begins in the document, in Unicode code points. */
  readonly codePointStart: number;
  readonly rows: readonly RandomMaskRow[];
  readonly accuracy: number;
  readonly loss: number;
  readonly tokens: number;
  readonly generator: string;
  readonly form: RandomMasksForm;
}
