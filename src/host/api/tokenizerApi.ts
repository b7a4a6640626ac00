import type { CancellationToken } from 'vscode';
import type { Token, TokenscopeApi, Tokenization } from './api';
import type { WorkerClient } from '../../common/processes';
import { decode, encode, type EncodeResult } from '../../common/protocol/tokenizer/encode';
import {
  tokensCount,
  type DocumentRef,
  type TokenizerRef,
} from '../../common/protocol/tokenizer/tokens';
import type { DocumentMirror } from '../documents/documentMirror';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import { checkBoolean, checkText } from './checks';

/** Tokens that `tokenize` returns at most. */
const maxTokens = 100_000;

type TokenizerFunctions = Pick<TokenscopeApi, 'tokenize' | 'countTokens' | 'decode'>;

/** `tokenize`, `countTokens` and `decode` of the public API. */
export function tokenizerApi(
  tokenizers: TokenizerChoice,
  worker: WorkerClient,
  mirror: DocumentMirror,
): TokenizerFunctions {
  const refOf = (id: string | undefined): TokenizerRef =>
    id === undefined ? tokenizers.current : tokenizers.ref(checkText('tokenizer', id));

  const encodeTexts = (
    text: string,
    pair: string | undefined,
    work: (text: DocumentRef, pair?: DocumentRef) => Promise<EncodeResult>,
  ): Promise<EncodeResult> =>
    mirror.withText(text, (first) =>
      pair === undefined
        ? work(first)
        : mirror.withText(checkText('pair', pair), (second) => work(first, second)),
    );

  return {
    async tokenize(text, options = {}, token): Promise<Tokenization> {
      const tokenizer = refOf(options.tokenizer);
      const addSpecialTokens = checkBoolean('addSpecialTokens', options.addSpecialTokens, true);
      const result = await encodeTexts(checkText('text', text), options.pair, (first, second) =>
        worker.request(
          encode,
          {
            tokenizer,
            text: first,
            ...(second && { pair: second }),
            addSpecialTokens,
            limit: maxTokens,
          },
          token,
        ),
      );
      return { tokenizer: tokenizer.id, tokens: toTokens(result) };
    },

    async countTokens(text, options = {}, token?: CancellationToken): Promise<number> {
      const tokenizer = refOf(options.tokenizer);
      const addSpecialTokens = checkBoolean('addSpecialTokens', options.addSpecialTokens, true);
      const whole = checkText('text', text);
      const { tokens } = await mirror.withText(whole, (document) =>
        worker.request(
          tokensCount,
          {
            document,
            tokenizer,
            selections: [{ start: 0, end: whole.length }],
            addSpecialTokens,
          },
          token,
        ),
      );
      return tokens;
    },

    async decode(ids, options = {}, token): Promise<string> {
      const skipSpecialTokens = checkBoolean('skipSpecialTokens', options.skipSpecialTokens, false);
      const tokenizer = refOf(options.tokenizer);
      return worker.request(decode, { tokenizer, ids, skipSpecialTokens }, token);
    },
  };
}

function toTokens({
  ids,
  tokens,
  starts,
  ends,
  sequences,
  typeIds,
  special,
}: EncodeResult): Token[] {
  return tokens.map((token, index) => {
    const sequence = sequences[index];
    return {
      id: ids[index] ?? 0,
      token,
      start: starts[index] ?? 0,
      end: ends[index] ?? 0,
      sequence: sequence === 0 || sequence === 1 ? sequence : null,
      typeId: typeIds[index] ?? 0,
      special: special[index] === 1,
    };
  });
}
