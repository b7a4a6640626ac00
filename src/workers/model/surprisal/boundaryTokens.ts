import { beginsWithSpace } from '../../../common/text/leadingSpace';
import type { OpenModel } from '../models/openModel';

/** 1 for each id whose bytes begin with whitespace or that ends a text, [vocabulary] (measures: B). */
export function boundaryTokens({ tokenizer, texts, endIds }: OpenModel): Uint8Array {
  return Uint8Array.from({ length: tokenizer.vocabularySize }, (_, id) =>
    endIds.has(id) || beginsWithSpace(texts.text(id)) ? 1 : 0,
  );
}
