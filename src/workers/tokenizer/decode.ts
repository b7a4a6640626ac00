import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';
import { checkList } from './check';

/** More ids than this are refused. */
const maximumIds = 1_000_000;

/**
 * Text of the ids.
 * @throws TokenscopeError `InvalidParameter` naming the first id outside the vocabulary, `TooLong`.
 */
export async function decodeIds(
  open: OpenTokenizer,
  ids: readonly number[],
  skipSpecialTokens: boolean,
): Promise<string> {
  checkIdCount(ids, maximumIds);
  ids.forEach((id, index) => checkId(open, id, index));
  return open.tokenizer.decode([...ids], skipSpecialTokens);
}

/** @throws TokenscopeError `InvalidParameter` for anything but a list, `TooLong`. */
export function checkIdCount(ids: readonly number[], limit: number): void {
  checkList('ids', ids);
  if (ids.length > limit) {
    throw new TokenscopeError('TooLong', { what: 'tokens', actual: ids.length, limit });
  }
}

function checkId(open: OpenTokenizer, id: number, index: number): void {
  try {
    open.token(id);
  } catch (error) {
    throw isTokenscopeError(error, 'InvalidParameter')
      ? new TokenscopeError('InvalidParameter', { ...error.args, name: `ids[${index}]` })
      : error;
  }
}
