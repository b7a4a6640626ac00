import { TokenscopeError } from '../../../common/errors';
import type { PaddingOptions, TokenizerFacts } from '../../../common/protocol/tokenizer/workbench';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';

/**
 * Id of the token to pad with, null when nothing is to be padded. Unlike the library, which would pad
 * with id 0 whatever that is, `transformers` and this refuse a tokenizer without a padding token.
 * @param name of the tokenizer, for errors.
 * @throws TokenscopeError `NoPadToken` or `UnknownToken`.
 */
export function paddingId(
  { tokenizer }: OpenTokenizer,
  { strategy, token }: PaddingOptions,
  { padToken }: TokenizerFacts,
  name: string,
): number | null {
  if (strategy === 'none') {
    return null;
  }
  const field = 'padding.token';
  const padding = token ?? padToken;
  if (padding === null) {
    throw new TokenscopeError('NoPadToken', { field, tokenizer: name });
  }
  const id = tokenizer.tokenToId(padding);
  if (id === null) {
    throw new TokenscopeError('UnknownToken', { field, token: padding, tokenizer: name });
  }
  return id;
}

/**
 * Tokens that every row has at least.
 * @param longest tokens of the longest row.
 */
export function paddedLength(
  { strategy, length, multipleOf }: PaddingOptions,
  longest: number,
): number {
  switch (strategy) {
    case 'none':
      return 0;
    case 'longest':
      return Math.ceil(longest / multipleOf) * multipleOf;
    case 'max_length':
      return Math.ceil(length / multipleOf) * multipleOf;
  }
}
