import { textOf, type CompletedToken } from '../../src/common/completion/completedToken';
import type { CompletionState, CompletionTokens } from '../../src/common/protocol/views/completion';

interface Text {
  readonly tokens: readonly CompletedToken[];
  readonly text: string;
}

/**
 * The state with the tokens of an update at the end of their text: the shown one's, and its sample's.
 * Tokens of another run or text, and tokens that are there already, are left out; after a gap the next
 * whole state tells.
 */
export function appendTokens(state: CompletionState, update: CompletionTokens): CompletionState {
  if (update.run !== state.run) return state;
  const samples = state.samples.map((sample) =>
    sample.branch === update.branch ? { ...sample, ...grown(sample, update, state.kept) } : sample,
  );
  const shown = update.branch === state.shown;
  const text = shown ? grown(state, update, 0) : state;
  if (text === state && samples.every((sample, index) => sample === state.samples[index])) {
    return state;
  }
  return {
    ...state,
    ...{ tokens: text.tokens, text: text.text, samples },
    ...(shown && {
      tokensPerSecond: update.tokensPerSecond ?? state.tokensPerSecond,
      millisecondsToFirstToken: update.millisecondsToFirstToken ?? state.millisecondsToFirstToken,
    }),
  };
}

/** @param kept tokens of the whole text that stand before the given ones. */
function grown<T extends Text>(
  text: T,
  { from, tokens }: CompletionTokens,
  kept: number,
): T | Text {
  const known = kept + text.tokens.length;
  if (from > known) return text;
  const fresh = tokens.slice(known - from);
  return {
    tokens: [...text.tokens, ...fresh],
    text: text.text + textOf(fresh),
  };
}
