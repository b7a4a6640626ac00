import type { CompletionState, CompletionTokens } from '../../src/common/protocol/views/completion';

/**
 * The state with the tokens of an update at its end. Tokens of another run, and tokens that are
 * there already, are left out; after a gap the next whole state tells.
 */
export function appendTokens(state: CompletionState, update: CompletionTokens): CompletionState {
  const known = state.tokens.length;
  if (update.run !== state.run || update.from > known) return state;
  const fresh = update.tokens.slice(known - update.from);
  return {
    ...state,
    tokens: [...state.tokens, ...fresh],
    text: state.text + fresh.map(({ chunk }) => chunk).join(''),
    tokensPerSecond: update.tokensPerSecond ?? state.tokensPerSecond,
    millisecondsToFirstToken: update.millisecondsToFirstToken ?? state.millisecondsToFirstToken,
  };
}
