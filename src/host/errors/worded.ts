import type { ErrorArguments, ErrorCode } from '../../common/errors';
import type { ViewActionId } from '../../common/protocol/views/view';

/** An error in words, with the action that its button runs. */
export interface Worded {
  readonly sentence: string;
  readonly action: ViewActionId | null;
}

export type Words<C extends ErrorCode> = (args: ErrorArguments[C]) => Worded;

/** How each code is worded; a file for each subject has a part of them. */
export type Sentences = { readonly [C in ErrorCode]: Words<C> };

/** A sentence without a button. */
export function plain(sentence: string): Worded {
  return { sentence, action: null };
}
