import { maskedWith, type PllKind } from '../../../common/measures/pseudoLogLikelihood';
import type { EncodedSentence } from '../encoder/encodeSentence';
import type { TokenRow } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';

/** One text, and which of its positions are scored. */
export interface ScoredPositions {
  readonly text: EncodedSentence;
  /** Positions in the row, in order. */
  readonly positions: readonly number[];
  /** Special tokens that are written in the text. */
  readonly special: number;
}

/** A row in which one token, and maybe the rest of its word, is masked. */
export interface Pass extends TokenRow {
  /** Index of its text. */
  readonly text: number;
  /** Index among the scored tokens of its text. */
  readonly token: number;
  /** Where that stands in the row. */
  readonly position: number;
  /** Whether no other token is masked. */
  readonly alone: boolean;
}

/** Every token of the text itself; text that the vocabulary lacks is scored as its unknown token. */
export function scoredPositions(model: OpenModel, text: EncodedSentence): ScoredPositions {
  const own = text.ids.flatMap((_, position) => (text.sequences[position] === 0 ? [position] : []));
  const positions = own.filter((position) => {
    const id = text.ids[position] ?? 0;
    return id === model.tokenizer.unknownId || !model.texts.special(id);
  });
  return { text, positions, special: own.length - positions.length };
}

/** The row that scores a token. */
export function passOf(
  { text, positions }: ScoredPositions,
  textIndex: number,
  token: number,
  kind: PllKind,
  maskId: number,
): Pass {
  const position = positions[token] ?? 0;
  const end = (positions.at(-1) ?? 0) + 1;
  const masked = maskedWith(text.words, position, kind, end);
  const ids = [...text.ids];
  for (const each of masked) {
    ids[each] = maskId;
  }
  const { typeIds } = text;
  return { ids, typeIds, text: textIndex, token, position, alone: masked.length === 1 };
}
