import type { FocusAttention, LensCell, LensPosition, LensToken } from '../../model/logitLens';

export interface LogitLensForm {
  /** Where the text begins that is read up to the cursor, when nothing is selected. */
  readonly scope: 'sentence' | 'paragraph';
}

export interface LogitLensView {
  /** What was read, up to the end of the cursor's token. */
  readonly text: string;
  /** UTF-16 offset of the text in what the run was given. */
  readonly from: number;
  /** The last one is the cursor's. */
  readonly positions: readonly LensPosition[];
  /** [layers][positions], the first layer first. */
  readonly cells: readonly (readonly LensCell[])[];
  readonly attention: FocusAttention;
  readonly tokens: Readonly<Record<number, LensToken>>;
}
