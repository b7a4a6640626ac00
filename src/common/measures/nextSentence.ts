/**
 * P(is next) = softmax([isNext, isNot])[0] (Devlin et al. 2019, BERT, section 3.1; index 0 of the head
 * is "is next").
 * @param isNext @param isNot logits of the head.
 */
export function isNextProbability(isNext: number, isNot: number): number {
  return 1 / (1 + Math.exp(isNot - isNext));
}
