/**
 * ln P(continuation | prompt) for each of two prompts: the sum of its tokens' ln p, each given the
 * prompt and the tokens before it (chain rule), in nats; null without tokens.
 */
export function continuationSums(
  tokens: readonly { readonly logProbs: readonly [number, number] }[] | null,
): [number, number] | null {
  if (tokens === null) {
    return null;
  }
  return tokens.reduce<[number, number]>(
    ([first, second], { logProbs }) => [first + logProbs[0], second + logProbs[1]],
    [0, 0],
  );
}
