import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import { encodeSentence, type EncodedSentence } from '../encoder/encodeSentence';
import type { OpenModel } from '../models/openModel';
import { breathe } from '../models/runModel';

/** Texts that are encoded before messages of the host are let in. */
const atOnce = 64;

/** Encodes texts, each by itself. @throws TokenscopeError `EmptyText`, `Cancelled`. */
export async function encodeTexts(
  model: OpenModel,
  texts: readonly string[],
  token: CancellationToken,
): Promise<EncodedSentence[]> {
  if (texts.length === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  const rows: EncodedSentence[] = [];
  for (const text of texts) {
    rows.push(await encodeSentence(model, text));
    if (rows.length % atOnce === 0) {
      await breathe(token);
    }
  }
  return rows;
}
