/**
 * Repetition penalty (Keskar et al. 2019, "CTRL"), as transformers applies it: the logit of every
 * token of the prompt and of the text so far is divided by the penalty when it is positive, else
 * multiplied, once however often the token occurs. Changes `logits` in place.
 * @param seen ids of prompt and text, each once.
 * @param penalty 1 changes nothing.
 */
export function applyRepetitionPenalty(
  logits: Float32Array,
  seen: Iterable<number>,
  penalty: number,
): void {
  if (penalty === 1) {
    return;
  }
  for (const id of seen) {
    const logit = logits[id];
    if (logit !== undefined) {
      logits[id] = logit < 0 ? logit * penalty : logit / penalty;
    }
  }
}
