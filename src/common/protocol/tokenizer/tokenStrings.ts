import { RequestType } from 'vscode-jsonrpc';
import type { TokenizerRef } from './tokens';

export interface TokenStringsParams {
  readonly tokenizer: TokenizerRef;
  readonly ids: Uint32Array;
}
/**
 * The vocabulary's own strings of the ids, such as `Ġthe`, in their order. An id outside the vocabulary
 * is refused with `InvalidParameter`.
 */
export const tokenStrings = new RequestType<TokenStringsParams, readonly string[], unknown>(
  'tokenizer/tokenStrings',
);
