import {
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  type CancellationToken,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  type LanguageModelToolInvocationPrepareOptions,
  type PreparedToolInvocation,
} from 'vscode';
import { isTokenscopeError, toTokenscopeError } from '../../common/errors';
import type { TokenscopeApi } from '../api/api';
import { checkText } from '../api/checks';
import { wordError } from '../errors/sentences';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import { counted } from '../wording/counted';

/** What a model gives the tool; models get it wrong, so every part is checked. */
interface CountTokensInput {
  readonly text?: unknown;
  readonly tokenizer?: unknown;
}

/** The language-model tool `tokenscope_countTokens`: exact counts instead of a model's estimates. */
export class CountTokensTool implements LanguageModelTool<CountTokensInput> {
  constructor(
    private readonly api: Pick<TokenscopeApi, 'countTokens'>,
    private readonly tokenizers: TokenizerChoice,
  ) {}

  prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<CountTokensInput>): PreparedToolInvocation {
    const { text, tokenizer } = this.#check(input);
    return {
      invocationMessage: l10n.t('Counting tokens with {0}', tokenizer),
      confirmationMessages: {
        title: l10n.t('Count Tokens'),
        message: l10n.t(
          'Count the tokens of {0} with {1}? The text stays on this machine.',
          counted(text.length, 'character'),
          tokenizer,
        ),
      },
    };
  }

  /** @throws Error with one sentence that a model can act on. */
  async invoke(
    { input }: LanguageModelToolInvocationOptions<CountTokensInput>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const { text, tokenizer } = this.#check(input);
    try {
      const tokens = await this.api.countTokens(
        text,
        { tokenizer, addSpecialTokens: false },
        token,
      );
      const result = `tokenizer: ${tokenizer}\ntokens: ${tokens}`;
      return new LanguageModelToolResult([new LanguageModelTextPart(result)]);
    } catch (error) {
      throw this.#inWords(error);
    }
  }

  /** @throws Error as {@link invoke} does. */
  #check({ text, tokenizer }: CountTokensInput): { text: string; tokenizer: string } {
    try {
      const chosen =
        tokenizer === undefined
          ? this.tokenizers.current
          : this.tokenizers.ref(checkText('tokenizer', tokenizer));
      return { text: checkText('text', text), tokenizer: chosen.id };
    } catch (error) {
      throw this.#inWords(error);
    }
  }

  /** A model cannot open the picker: it is told what there is to choose from. */
  #inWords(error: unknown): Error {
    if (isTokenscopeError(error, 'UnknownTokenizer')) {
      const { tokenizer } = error.args;
      const ids = this.tokenizers.ids.join(', ');
      return new Error(
        l10n.t('There is no tokenizer named {0}: choose one of {1}.', tokenizer, ids),
      );
    }
    return new Error(wordError(toTokenscopeError(error)).sentence);
  }
}
