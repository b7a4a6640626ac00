import { checkNumber } from '../../../common/numbers';
import type {
  TokenChunk,
  TokenCounts,
  TokenListParams,
} from '../../../common/protocol/tokenizer/tokenList';
import { checkList, checkRanges } from '../check';
import { countTokens } from '../count';
import type { Snapshot } from '../documents';
import { frameOf, frameSize } from '../frame';
import type { PieceEncoder } from '../pieceEncoder';
import type { CuttingTokenizer } from '../tokenizers';
import { textCounts } from './textCounts';
import { EntryTeller, walkTokens } from './walkTokens';

/**
 * Answers `tokens/list`: tells the first `limit` tokens (to the end of the segment), then counts all.
 * @throws TokenscopeError `InvalidParameter`.
 */
export async function listTokens(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  snapshot: Snapshot,
  params: Pick<TokenListParams, 'selections' | 'addSpecialTokens' | 'limit'>,
  tell: (chunk: TokenChunk) => void,
  signal: AbortSignal,
): Promise<TokenCounts> {
  const { selections, addSpecialTokens, limit } = params;
  checkList('selections', selections);
  checkRanges('selections', selections, snapshot.text.length);
  checkNumber('limit', limit, { minimum: 0, maximum: 1_000_000, integer: true });
  const entries = new EntryTeller(tokenizer);
  let told = 0;
  for await (const chunk of walkTokens(encoder, tokenizer, snapshot, {
    selections,
    addSpecialTokens,
    signal,
  })) {
    if (told >= limit) {
      break;
    }
    tell(entries.tell(chunk));
    told += chunk.ids.length;
  }
  const count = await countTokens(encoder, tokenizer, snapshot, selections, { signal });
  const added = frameSize(await frameOf(tokenizer.open, false, addSpecialTokens));
  return {
    tokens: count.tokens + added * selections.length,
    unknown: count.unknown,
    ...(await textCounts(snapshot.text, selections, signal)),
  };
}
