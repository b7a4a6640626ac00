import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type { Candidate } from '../../../common/protocol/model/fillMask';
import type { OpenModel } from '../models/openModel';
import type { MaskedText, SeenMask } from './maskedText';
import type { MaskScores } from './scores';
import { targetBatch, wordsInPlace } from './targetIds';

/**
 * Scores words at one mask. A word's ids are what stands at the mask's place when the text is encoded
 * with the word written in; all other tokens must stay the same (measures: target ids). A word alone
 * would lose the leading space that byte-level tokens have.
 *
 * No score (`logProb` NaN, `rank` 0) is given to a word outside the vocabulary (`oov`, no ids), to one
 * of several pieces (its ids are given), and to one that changes the tokens around it (no ids).
 * @param text the whole text.
 */
export async function scoreTargets(
  model: OpenModel,
  text: string,
  seen: MaskedText,
  mask: SeenMask,
  targets: readonly string[],
  scores: MaskScores,
  token: CancellationToken,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (let from = 0; from < targets.length; from += targetBatch) {
    if (token.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    const words = targets.slice(from, from + targetBatch);
    const places = await wordsInPlace(model, text, seen, mask, words);
    places.forEach((place, index) => {
      const ids = place.kind === 'ids' ? place.ids : null;
      candidates.push(score(model, words[index] ?? '', ids, scores));
    });
  }
  return candidates;
}

function score(
  model: OpenModel,
  word: string,
  ids: readonly number[] | null,
  scores: MaskScores,
): Candidate {
  const [id, ...others] = ids ?? [];
  const oov = ids?.some((piece) => piece === model.tokenizer.unknownId) ?? false;
  if (id !== undefined && others.length === 0 && !oov) {
    return scores.target(id, word);
  }
  const pieces = ids === null || oov ? [] : ids;
  return {
    text: word,
    token: pieces.map((piece) => model.texts.token(piece)).join(' '),
    ids: pieces,
    logProb: Number.NaN,
    rank: 0,
    oov,
    special: false,
    scoring: 'single_only',
  };
}
