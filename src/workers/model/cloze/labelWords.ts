import { occurrences } from '../../../common/text/segmentation';
import { TokenscopeError } from '../../../common/errors';
import type { ClozeLabel, ClozeWordProblem } from '../../../common/protocol/model/cloze';
import { encodeMasked, type MaskedText } from '../fillMask/maskedText';
import { wordsInPlace } from '../fillMask/targetIds';
import type { MaskToken } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';

/** A label's word, and the token that it is at the mask. */
export interface LabelWord {
  readonly label: number;
  readonly word: string;
  /** Null without a score. */
  readonly id: number | null;
  readonly problem: ClozeWordProblem | null;
}

/** Where the prompt's mask stands in a text that ends with it: a sentence can hold one of its own. */
function promptMask(text: string, prompt: string, mask: MaskToken): number {
  return text.length - prompt.length + prompt.indexOf(mask.content);
}

/**
 * A text that ends with the prompt, cut at its beginning where it is too long, and the prompt's mask.
 * @throws TokenscopeError `NoMask` when the tokenizer does not see the mask.
 */
export async function encodePrompted(
  model: OpenModel,
  mask: MaskToken,
  text: string,
  prompt: string,
): Promise<{ readonly seen: MaskedText; readonly at: MaskedText['masks'][number] }> {
  const start = promptMask(text, prompt, mask);
  const seen = await encodeMasked(model, mask, text, start);
  const at = seen.masks.find((each) => each.start === start);
  if (!at) {
    throw new TokenscopeError('NoMask', { maskToken: mask.content });
  }
  return { seen, at };
}

/**
 * The token of each label's word: what stands at the mask when the prompt is encoded with the word
 * written in; all other tokens must stay the same (measures: target ids).
 * @throws TokenscopeError `ClozeRefused` when the prompt does not hold the mask exactly once, and when
 * fewer than two labels have a word that can be scored.
 */
export async function labelWords(
  model: OpenModel,
  mask: MaskToken,
  prompt: string,
  labels: readonly ClozeLabel[],
): Promise<LabelWord[]> {
  const masks = occurrences(prompt, mask.content).length;
  if (masks !== 1) {
    throw new TokenscopeError('ClozeRefused', { problem: 'masks', detail: mask.content });
  }
  const { seen, at } = await encodePrompted(model, mask, prompt, prompt);
  const words: LabelWord[] = [];
  for (const [label, { words: own }] of labels.entries()) {
    const places = await wordsInPlace(model, prompt, seen, at, own);
    places.forEach((place, index) => {
      const ids = place.kind === 'ids' ? place.ids : null;
      const problem = problemOf(model, ids);
      const id = problem === null ? (ids?.[0] ?? null) : null;
      words.push({ label, word: own[index] ?? '', id, problem });
    });
  }
  if (new Set(words.flatMap(({ label, id }) => (id === null ? [] : [label]))).size < 2) {
    const lost = words.filter(({ id }) => id === null).map(({ word }) => word);
    throw new TokenscopeError('ClozeRefused', { problem: 'unscored', detail: lost.join(', ') });
  }
  return words;
}

function problemOf(model: OpenModel, ids: readonly number[] | null): ClozeWordProblem | null {
  if (ids === null) {
    return 'neighbours';
  }
  // A special token stands for no word.
  if (ids.some((id) => id === model.tokenizer.unknownId || model.texts.special(id))) {
    return 'unknown';
  }
  return ids.length === 1 ? null : 'pieces';
}
